./falta-todo.avg: error: falta la línea «grammar» [gramatica-falta]
./falta-todo.avg: error: falta la línea «detect» [gramatica-falta]
./falta-todo.avg: error: falta la línea «record» [gramatica-falta]

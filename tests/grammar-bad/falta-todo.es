./falta-todo.avg: error: falta la línea «grammar» [gramatica-falta]

./falta-grammar.avg: error: falta la línea «grammar» [gramatica-falta]

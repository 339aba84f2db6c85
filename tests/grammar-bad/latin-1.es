./latin-1.avg:3:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     3 | linea      BECA (?<nombre>.+)
       | ^
./latin-1.avg:4:17: error: no hay line que se llame «BECA» [gramatica-referencia]
     4 | record     beca BECA
       |                 ^

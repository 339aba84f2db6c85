./palabra-desconocida.avg:4:1: error: palabra desconocida «linee»; ¿quiso decir «line»? [gramatica-palabra]
     4 | linee      BECA (?<nombre>.+)
       | ^
./palabra-desconocida.avg:5:17: error: no hay line que se llame «BECA» [gramatica-referencia]
     5 | record     beca BECA
       |                 ^
./palabra-desconocida.avg:6:3: error: palabra desconocida «leed»; ¿quiso decir «lead»? [gramatica-palabra]
     6 |   leed     unidad
       |   ^

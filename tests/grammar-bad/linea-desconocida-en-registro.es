./linea-desconocida-en-registro.avg:4:24: error: no hay line que se llame «BECAS»; ¿quiso decir «BECA»? [gramatica-referencia]
     4 | line       NOTA before BECAS .+
       |                        ^
./linea-desconocida-en-registro.avg:5:17: error: no hay line que se llame «BECCA»; ¿quiso decir «BECA»? [gramatica-referencia]
     5 | record     beca BECCA OTRA
       |                 ^
./linea-desconocida-en-registro.avg:5:23: error: no hay line que se llame «OTRA»; ¿quiso decir «NOTA»? [gramatica-referencia]
     5 | record     beca BECCA OTRA
       |                       ^
./linea-desconocida-en-registro.avg:6:12: error: no hay line que se llame «NOTAS»; ¿quiso decir «NOTA»? [gramatica-referencia]
     6 |   set      NOTAS
       |            ^
./linea-desconocida-en-registro.avg:7:16: error: no hay line que se llame «RENGLON» [gramatica-referencia]
     7 |   row      met RENGLON
       |                ^
./linea-desconocida-en-registro.avg:9:12: error: no hay line que se llame «FIN» [gramatica-referencia]
     9 |   needs    FIN within 3
       |            ^

./nivel-desconocido.avg:6:25: error: no hay level que se llame «escuelas»; ¿quiso decir «escuela»? [gramatica-referencia]
     6 | record     beca BECA in escuelas universidad
       |                         ^
./nivel-desconocido.avg:6:34: error: no hay level que se llame «universidad» [gramatica-referencia]
     6 | record     beca BECA in escuelas universidad
       |                                  ^

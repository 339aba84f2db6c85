./falta-vocabulario.avg:3:12: error: no se puede usar ./no-existe.txt: no se puede leer: no existe [gramatica-archivo]
     3 | words      no-existe
       |            ^
./falta-vocabulario.avg:7:23: error: no hay words que se llame «tampoco» [gramatica-referencia]
     7 |   lead     otra words tampoco
       |                       ^

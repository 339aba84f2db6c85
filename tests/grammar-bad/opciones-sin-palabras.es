./opciones-sin-palabras.avg:3:24: error: «type» pide las palabras que acepta [gramatica-argumento]
     3 | type       turno choice
       |                        ^
./opciones-sin-palabras.avg:4:26: error: «type» pide las palabras que acepta [gramatica-argumento]
     4 | type       activa flag SI
       |                          ^

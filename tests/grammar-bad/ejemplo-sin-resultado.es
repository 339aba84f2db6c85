./ejemplo-sin-resultado.avg:5:1: error: «example» pide líneas | con un texto y líneas = con lo que debe salir de él [gramatica-argumento]
     5 | example    "no dice qué debe salir"
       | ^
./ejemplo-sin-resultado.avg:7:1: error: «example» pide líneas | con un texto y líneas = con lo que debe salir de él [gramatica-argumento]
     7 | example    "no dice de qué texto"
       | ^

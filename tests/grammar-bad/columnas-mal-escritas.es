./columnas-mal-escritas.avg:3:16: error: valor no válido «original t1 t2»: se espera momento(periodo periodo …) [gramatica-valor]
     3 | columns    una original t1 t2
       |                ^
./columnas-mal-escritas.avg:4:16: error: valor no válido «original(t1..t4»: se espera momento(periodo periodo …) [gramatica-valor]
     4 | columns    dos original(t1..t4
       |                ^
./columnas-mal-escritas.avg:5:17: error: valor no válido «(t1 t2)»: se espera momento(periodo periodo …) [gramatica-valor]
     5 | columns    tres (t1 t2)
       |                 ^
./columnas-mal-escritas.avg:6:28: error: nombre no válido «t4..t1»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     6 | columns    cuatro original(t4..t1)
       |                            ^
./columnas-mal-escritas.avg:7:43: error: «t1» ya está definido en la línea 7 [gramatica-repetido]
     7 | columns    cinco original(t1 t2) original(t1)
       |                                           ^
./columnas-mal-escritas.avg:8:12: error: valor no válido «9»: las columnas son 2 [gramatica-valor]
     8 |   least    9
       |            ^

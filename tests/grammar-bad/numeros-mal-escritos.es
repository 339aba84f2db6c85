./numeros-mal-escritos.avg:3:22: error: valor no válido «dos»: se espera un número entero [gramatica-valor]
     3 | line       BECA join dos (?<nombre>.+)
       |                      ^
./numeros-mal-escritos.avg:4:22: error: valor no válido «.+»: se espera un número entero [gramatica-valor]
     4 | line       NOTA join .+
       |                      ^
./numeros-mal-escritos.avg:4:24: error: «line» pide el patrón [gramatica-argumento]
     4 | line       NOTA join .+
       |                        ^
./numeros-mal-escritos.avg:8:12: error: valor no válido «mil»: se espera un número entero [gramatica-valor]
     8 |   within   mil
       |            ^
./numeros-mal-escritos.avg:10:23: error: valor no válido «-3»: se espera un número entero [gramatica-valor]
    10 |   needs    FIN within -3
       |                       ^
./numeros-mal-escritos.avg:11:24: error: valor no válido «14-46»: se espera un número entero [gramatica-valor]
    11 |   lead     nombre wrap 14-46
       |                        ^

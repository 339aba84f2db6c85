./nombres-repetidos.avg:4:12: error: «num» ya está definido en la línea 3 [gramatica-repetido]
     4 | pattern    num \d
       |            ^
./nombres-repetidos.avg:6:12: error: «BECA» ya está definido en la línea 5 [gramatica-repetido]
     6 | line       BECA (?<clave>.+)
       |            ^
./nombres-repetidos.avg:8:12: error: «beca» ya está definido en la línea 7 [gramatica-repetido]
     8 | record     beca BECA
       |            ^

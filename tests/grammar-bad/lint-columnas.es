./lint-columnas.avg:6:21: error: la regla CORTA captura 8 cifras y las columnas cifras son 9; corrija el patrón o columns [gramatica-columnas]
     6 | line      CORTA     A (?<cifras>{num}(?: {num}){7})
       |                     ^
./lint-columnas.avg:7:21: error: la regla LARGA captura 12 o más cifras y las columnas cifras son 9; corrija el patrón o columns [gramatica-columnas]
     7 | line      LARGA     B (?<cifras>{num}(?: {num}){11,})
       |                     ^

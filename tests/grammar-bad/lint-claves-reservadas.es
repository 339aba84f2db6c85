./lint-claves-reservadas.avg:4:31: error: en JSON el campo «documento» chocaría con una clave que ya existe (avance la usa para sí); llámelo de otro modo [gramatica-clave-reservada]
     4 | line      TITULO    PADRÓN (?<documento>\d+)
       |                               ^
./lint-claves-reservadas.avg:6:24: error: en JSON el campo «registro» chocaría con una clave que ya existe (avance la usa para sí); llámelo de otro modo [gramatica-clave-reservada]
     6 | line      FILA      (?<registro>\d\d) (?<area>\p{L}+) (?<origen>.+)
       |                        ^
./lint-claves-reservadas.avg:6:42: error: en JSON el campo «area» chocaría con una clave que ya existe (es la del nivel de ese nombre); llámelo de otro modo [gramatica-clave-reservada]
     6 | line      FILA      (?<registro>\d\d) (?<area>\p{L}+) (?<origen>.+)
       |                                          ^
./lint-claves-reservadas.avg:6:58: error: en JSON el campo «origen» chocaría con una clave que ya existe (avance la usa para sí); llámelo de otro modo [gramatica-clave-reservada]
     6 | line      FILA      (?<registro>\d\d) (?<area>\p{L}+) (?<origen>.+)
       |                                                          ^

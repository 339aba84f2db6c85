./nombre-de-patron-desconocido.avg:4:18: error: no hay pattern que se llame «cifras»; ¿quiso decir «cifra»? [gramatica-referencia]
     4 | line       BECA {cifras} (?<nombre>.+) \p{Lu}{2} {otra_cosa}
       |                  ^
./nombre-de-patron-desconocido.avg:4:51: error: no hay pattern que se llame «otra_cosa» [gramatica-referencia]
     4 | line       BECA {cifras} (?<nombre>.+) \p{Lu}{2} {otra_cosa}
       |                                                   ^

./lint-sin-uso.avg:4:11: aviso: pattern «nadie» no se usa: quítelo, o escriba su nombre entre llaves donde hace falta [gramatica-sin-uso]
     4 | pattern   nadie     x+
       |           ^
./lint-sin-uso.avg:6:11: aviso: columns «otras» no se usa: quítelas, o capture con su nombre: (?<nombre>…) [gramatica-sin-uso]
     6 | columns   otras     realizado(t1..t4)
       |           ^
./lint-sin-uso.avg:7:11: aviso: type «importe» no se usa: ningún campo se llama así; revise cómo está escrito [gramatica-sin-uso]
     7 | type      importe   money
       |           ^
./lint-sin-uso.avg:8:11: aviso: words «lista» no se usa: quítela, o nómbrela en lead … words o lead … links [gramatica-sin-uso]
     8 | words     lista
       |           ^
./lint-sin-uso.avg:11:11: aviso: line «SUELTA» no se usa: nómbrela en un bloque: set, row, drop, o level y record [gramatica-sin-uso]
    11 | line      SUELTA    SIN BLOQUE .+
       |           ^
./lint-sin-uso.avg:12:36: aviso: lo que captura «cifras» se pierde: es una fila de cifras y ningún registro tiene «row» con este renglón; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
    12 | line      FILA      (?<clave>\d\d) (?<cifras>{num} {num} {num} {num})
       |                                    ^

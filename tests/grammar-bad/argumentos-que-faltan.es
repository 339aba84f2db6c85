./argumentos-que-faltan.avg:1:8: error: «grammar» pide el nombre [gramatica-argumento]
     1 | grammar
       |        ^
./argumentos-que-faltan.avg:2:6: error: «title» pide el título [gramatica-argumento]
     2 | title
       |      ^
./argumentos-que-faltan.avg:3:7: error: «detect» pide el patrón [gramatica-argumento]
     3 | detect
       |       ^
./argumentos-que-faltan.avg:4:15: error: «pattern» pide el patrón [gramatica-argumento]
     4 | pattern    num
       |               ^
./argumentos-que-faltan.avg:5:16: error: «line» pide el patrón [gramatica-argumento]
     5 | line       BECA
       |                ^
./argumentos-que-faltan.avg:6:5: error: «line» pide el nombre [gramatica-argumento]
     6 | line
       |     ^
./argumentos-que-faltan.avg:7:17: error: «type» pide el tipo [gramatica-argumento]
     7 | type       monto
       |                 ^
./argumentos-que-faltan.avg:8:18: error: «columns» pide momento(periodo periodo …) [gramatica-argumento]
     8 | columns    cifras
       |                  ^
./argumentos-que-faltan.avg:9:16: error: «record» pide la línea que lo abre [gramatica-argumento]
     9 | record     beca
       |                ^
./argumentos-que-faltan.avg:10:7: error: «lead» pide algo a su derecha [gramatica-argumento]
    10 |   lead
       |       ^
./argumentos-que-faltan.avg:11:15: error: «row» pide el nombre de una línea [gramatica-argumento]
    11 |   row      met
       |               ^
./argumentos-que-faltan.avg:12:7: error: «text» pide algo a su derecha [gramatica-argumento]
    12 |   text
       |       ^
./argumentos-que-faltan.avg:13:8: error: «field» pide algo a su derecha [gramatica-argumento]
    13 |   field
       |        ^
./argumentos-que-faltan.avg:15:6: error: «set» pide algo a su derecha [gramatica-argumento]
    15 |   set
       |      ^

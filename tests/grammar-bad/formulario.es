./formulario.avg:10:6: error: no hay record que se llame «obras» [gramatica-referencia]
    10 | form obras obras.sipot
       |      ^
./formulario.avg:11:13: error: «put» pide el campo o la cifra [gramatica-argumento]
    11 |   put nombre
       |             ^
./formulario.avg:12:10: error: «form» pide el archivo con las columnas del formulario [gramatica-argumento]
    12 | form obra
       |          ^
./formulario.avg:13:6: error: «form» ya está definido en la línea 12 [gramatica-repetido]
    13 | form obra obras.sipot
       |      ^
./formulario.avg:14:14: error: no hay campo ni cifra que se llame «montos»; ¿quiso decir «monto»? [gramatica-referencia]
    14 |   key nombre montos
       |              ^
./formulario.avg:15:7: error: nombre no válido «Nombre»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
    15 |   put Nombre nombre
       |       ^
./formulario.avg:17:7: error: «nombre» ya está definido en la línea 16 [gramatica-repetido]
    17 |   put nombre monto
       |       ^
./formulario.avg:18:19: error: valor no válido «otro»: put COLUMN [start|end] NAME [gramatica-valor]
    18 |   put monto monto otro
       |                   ^
./formulario.avg:19:14: error: «put» pide el campo o la cifra [gramatica-argumento]
    19 |   put fin end
       |              ^
./formulario.avg:20:3: error: palabra desconocida «fill» [gramatica-palabra]
    20 |   fill nota nota
       |   ^

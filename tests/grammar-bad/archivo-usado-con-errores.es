./archivo-usado-con-errores.avg:3:12: error: no se puede usar ./usadas/no-existe.avg: no se puede leer: no existe [gramatica-archivo]
     3 | use        usadas/no-existe
       |            ^
./archivo-usado-con-errores.avg:5:17: error: el patrón no es válido: falta un paréntesis que cierra [gramatica-patron]
     5 | line       BECA {cifra} (?<nombre>.+
       |                 ^
./usadas/con-errores.avg:3:1: error: palabra desconocida «patern»; ¿quiso decir «pattern»? [gramatica-palabra]
     3 | patern     mes enero|febrero
       | ^

./lint-campo-doble.avg:7:11: error: «nota» es aquí una lista y en la línea 6 es un campo: un nombre quiere decir una sola cosa [gramatica-campo-doble]
     7 |   list    nota      Notas:
       |           ^
./lint-campo-doble.avg:9:11: error: «meta» ya está definido en la línea 8 [gramatica-repetido]
     9 |   field   meta      Meta:
       |           ^

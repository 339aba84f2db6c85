./nombres-no-validos.avg:1:12: error: nombre no válido «Padrón»: letras minúsculas sin acento, cifras, - y _ [gramatica-nombre]
     1 | grammar    Padrón
       |            ^
./nombres-no-validos.avg:3:12: error: nombre no válido «Num»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     3 | pattern    Num \d+
       |            ^
./nombres-no-validos.avg:4:12: error: nombre no válido «beca»: letras mayúsculas sin acento, cifras y _ [gramatica-nombre]
     4 | line       beca (?<nombre>.+)
       |            ^
./nombres-no-validos.avg:5:12: error: nombre no válido «NIÑEZ»: letras mayúsculas sin acento, cifras y _ [gramatica-nombre]
     5 | line       NIÑEZ (?<nombre>.+)
       |            ^
./nombres-no-validos.avg:6:12: error: nombre no válido «Monto»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     6 | type       Monto money
       |            ^
./nombres-no-validos.avg:7:19: error: nombre no válido «Original»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     7 | columns    cifras Original(t1 t2)
       |                   ^
./nombres-no-validos.avg:8:12: error: nombre no válido «Beca»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     8 | record     Beca NIÑEZ
       |            ^
./nombres-no-validos.avg:9:12: error: nombre no válido «pie-de-página»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     9 | furniture  pie-de-página
       |            ^

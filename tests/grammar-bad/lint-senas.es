./lint-senas.avg:2:11: aviso: la seña toma renglones de cualquier texto, como «DIRECCIÓN GENERAL»; escriba en ella palabras que solo tengan estos informes [gramatica-sena-amplia]
     2 | detect    .+
       |           ^
./lint-senas.avg:6:24: aviso: «monti» no está en el vocabulario y se parece a «monto»; si es otro campo, declárelo con type [gramatica-nombre-parecido]
     6 | line      FILA      (?<monti>\d\d) (?<nombre>.+)
       |                        ^

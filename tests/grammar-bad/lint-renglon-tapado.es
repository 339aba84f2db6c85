./lint-renglon-tapado.avg:6:11: aviso: a CLAVE no le llega nada: lo que toma, «CLAVE 7», lo toma antes TEXTO (línea 5); ponga CLAVE arriba o haga más estrecha la otra [gramatica-tapada]
     6 | line      CLAVE     CLAVE (?<clave>\d+)
       |           ^
./lint-renglon-tapado.avg:7:27: aviso: lo que captura «nota» se pierde: ningún bloque lee ese renglón con set ni lo abre con él; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
     7 | line      NOTA      alone (?<nota>\(.+\))
       |                           ^

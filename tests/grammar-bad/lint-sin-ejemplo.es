./lint-sin-ejemplo.avg:5:11: aviso: ningún ejemplo tiene un renglón FILA; copie uno de un informe en un example [gramatica-sin-ejemplo]
     5 | line      FILA      (?<clave>\d\d) (?<nombre>.+)
       |           ^

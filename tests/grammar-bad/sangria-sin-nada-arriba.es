./sangria-sin-nada-arriba.avg:1:3: error: una línea con sangría pertenece a la de arriba, y aquí no hay ninguna [gramatica-sangria]
     1 |   detect   PADRÓN
       |   ^

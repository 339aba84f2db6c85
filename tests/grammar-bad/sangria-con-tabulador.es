./sangria-con-tabulador.avg:5:1: error: la sangría es de dos espacios, sin tabuladores [gramatica-sangria]
     5 |  text     notas
       | ^
./sangria-con-tabulador.avg:6:1: error: la sangría es de dos espacios, sin tabuladores [gramatica-sangria]
     6 |  set      BECA
       | ^

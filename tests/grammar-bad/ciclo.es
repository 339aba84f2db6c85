./usadas/vuelta.avg:1:12: error: «use ../ciclo» se incluye a sí misma [gramatica-ciclo]
     1 | use        ../ciclo
       |            ^
./usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^

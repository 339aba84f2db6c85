./ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../usadas/../usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../usadas/../usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../usadas/../usadas/../usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../ciclo.avg:4:12: error: «BECA» ya está definido en la línea 4 [gramatica-repetido]
     4 | line       BECA (?<nombre>.+)
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../ciclo.avg:5:12: error: «beca» ya está definido en la línea 5 [gramatica-repetido]
     5 | record     beca BECA
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../usadas/vuelta.avg:1:12: error: «use ../ciclo» se incluye a sí misma [gramatica-ciclo]
     1 | use        ../ciclo
       |            ^
./usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../usadas/../usadas/vuelta.avg:2:12: error: «use vuelta» se incluye a sí misma [gramatica-ciclo]
     2 | use        vuelta
       |            ^

./grupo-sin-cerrar.avg:3:12: error: nombre no válido «año»: letras minúsculas sin acento, cifras y _ [gramatica-nombre]
     3 | pattern    año (?<ejercicio>\d{4}
       |            ^
./grupo-sin-cerrar.avg:4:35: error: el patrón no es válido: falta un paréntesis que cierra [gramatica-patron]
     4 | pattern    anio (?<ejercicio>\d{4}
       |                                   ^
./grupo-sin-cerrar.avg:5:56: error: el patrón no es válido: falta el ] que cierra un conjunto [gramatica-patron]
     5 | line       BECA beside (?<clave>\d{3}) (?<nombre>[^\t+)
       |                                                        ^
./grupo-sin-cerrar.avg:6:32: error: el patrón no es válido: sobra un paréntesis que cierra [gramatica-patron]
     6 | line       NOTA Notas: (?<n>.+))
       |                                ^
./grupo-sin-cerrar.avg:7:20: error: el patrón no es válido: falta el nombre de un grupo [gramatica-patron]
     7 | line       ANIO (?<>x) (?<1a>y)
       |                    ^
./grupo-sin-cerrar.avg:9:18: error: el patrón no es válido: un cuantificador (* + ? {}) no tiene qué repetir [gramatica-patron]
     9 |   field    notas *Notas:
       |                  ^
./grupo-sin-cerrar.avg:10:12: error: el patrón no es válido: lo que mira hacia atrás (?<= debe tener un largo fijo [gramatica-patron]
    10 | detect     (?<=a+)b
       |            ^
./grupo-sin-cerrar.avg:11:15: error: el patrón no es válido: en un conjunto [] el rango va al revés [gramatica-patron]
    11 | detect     [z-a] \p{Nada}
       |               ^
./grupo-sin-cerrar.avg:12:17: error: el patrón no es válido: en {} el mayor va después del menor [gramatica-patron]
    12 | detect     a{3,1}
       |                 ^

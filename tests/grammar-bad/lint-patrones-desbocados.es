./lint-patrones-desbocados.avg:5:24: error: el patrón se desboca: un renglón de 240 letras, «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
     5 | line      REPITE       (?:a+)+b
       |                        ^
./lint-patrones-desbocados.avg:6:24: error: el patrón se desboca: un renglón de 240 letras, «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
     6 | line      PALABRAS     (?:\w+\s?)+:
       |                        ^
./lint-patrones-desbocados.avg:7:11: aviso: ningún ejemplo tiene un renglón ALTERNA; copie uno de un informe en un example [gramatica-sin-ejemplo]
     7 | line      ALTERNA      (?:a|a)*b
       |           ^
./lint-patrones-desbocados.avg:7:24: error: el patrón se desboca: un renglón de 240 letras, «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
     7 | line      ALTERNA      (?:a|a)*b
       |                        ^
./lint-patrones-desbocados.avg:8:24: error: el patrón se desboca: un renglón de 240 letras, «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
     8 | line      COMA         (?:[^,]*,?)*;
       |                        ^
./lint-patrones-desbocados.avg:9:24: error: el patrón se desboca: un renglón de 240 letras, «X77777777777777777777777777777777777777777777777777777777777…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
     9 | line      CIFRAS       X(?:\d+)*\.
       |                        ^
./lint-patrones-desbocados.avg:10:11: aviso: a JUNTAS no le llega nada: lo que toma, «1,2,3,4,5,6;», lo toma antes COMA (línea 8); ponga JUNTAS arriba o haga más estrecha la otra [gramatica-tapada]
    10 | line      JUNTAS       .*,.*,.*,.*,.*,.*;
       |           ^
./lint-patrones-desbocados.avg:10:24: error: el patrón se desboca: un renglón de 240 letras, «,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
    10 | line      JUNTAS       .*,.*,.*,.*,.*,.*;
       |                        ^
./lint-patrones-desbocados.avg:11:24: error: el patrón se desboca: un renglón de 240 letras, «xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
    11 | line      ANIDADA      (?:(?:x+y?)+z?)+!
       |                        ^
./lint-patrones-desbocados.avg:12:24: error: el patrón se desboca: un renglón de 240 letras, «TOTAL: BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB…», agota el límite del motor; no repita lo que ya se repite, como en (a+)+, ni ponga seguidas varias partes que toman lo mismo [gramatica-patron-desbocado]
    12 | line      MAYUSCULAS   TOTAL: (?:\p{Lu}+ ?)+\d
       |                        ^
./lint-patrones-desbocados.avg:14:11: aviso: a UNA no le llega nada: lo que toma, «una palabra:», lo toma antes PALABRAS (línea 6); ponga UNA arriba o haga más estrecha la otra [gramatica-tapada]
    14 | line      UNA          \w+(?:\s\w+)*:
       |           ^
./lint-patrones-desbocados.avg:15:11: aviso: a DOS no le llega nada: lo que toma, «uno, dos;», lo toma antes COMA (línea 8); ponga DOS arriba o haga más estrecha la otra [gramatica-tapada]
    15 | line      DOS          .*,.*;
       |           ^

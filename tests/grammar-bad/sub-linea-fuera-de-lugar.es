./sub-linea-fuera-de-lugar.avg:4:3: error: «lead» no puede ir aquí: va debajo de document, level, record [gramatica-lugar]
     4 |   lead     nombre
       |   ^
./sub-linea-fuera-de-lugar.avg:5:3: error: «title» no puede ir debajo de «line»: va sin sangría [gramatica-lugar]
     5 |   title    Padrón de becas
       |   ^
./sub-linea-fuera-de-lugar.avg:6:3: error: «line» no lleva nada debajo [gramatica-lugar]
     6 |   esto sobra
       |   ^
./sub-linea-fuera-de-lugar.avg:7:1: error: «lead» no puede ir aquí: va debajo de document, level, record [gramatica-lugar]
     7 | lead       nombre
       | ^
./sub-linea-fuera-de-lugar.avg:9:3: error: «line» no puede ir debajo de «record»: va sin sangría [gramatica-lugar]
     9 |   line     OTRA .+
       |   ^
./sub-linea-fuera-de-lugar.avg:10:3: error: «within» no puede ir aquí: va debajo de furniture [gramatica-lugar]
    10 |   within   3
       |   ^

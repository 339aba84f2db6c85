./muchos-errores.avg:3:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     3 | linea      L1 .+
       | ^
./muchos-errores.avg:4:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     4 | linea      L2 .+
       | ^
./muchos-errores.avg:5:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     5 | linea      L3 .+
       | ^
./muchos-errores.avg:6:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     6 | linea      L4 .+
       | ^
./muchos-errores.avg:7:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     7 | linea      L5 .+
       | ^
./muchos-errores.avg:8:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     8 | linea      L6 .+
       | ^
./muchos-errores.avg:9:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
     9 | linea      L7 .+
       | ^
./muchos-errores.avg:10:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    10 | linea      L8 .+
       | ^
./muchos-errores.avg:11:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    11 | linea      L9 .+
       | ^
./muchos-errores.avg:12:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    12 | linea      L10 .+
       | ^
./muchos-errores.avg:13:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    13 | linea      L11 .+
       | ^
./muchos-errores.avg:14:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    14 | linea      L12 .+
       | ^
./muchos-errores.avg:15:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    15 | linea      L13 .+
       | ^
./muchos-errores.avg:16:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    16 | linea      L14 .+
       | ^
./muchos-errores.avg:17:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    17 | linea      L15 .+
       | ^
./muchos-errores.avg:18:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    18 | linea      L16 .+
       | ^
./muchos-errores.avg:19:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    19 | linea      L17 .+
       | ^
./muchos-errores.avg:20:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    20 | linea      L18 .+
       | ^
./muchos-errores.avg:21:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    21 | linea      L19 .+
       | ^
./muchos-errores.avg:22:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    22 | linea      L20 .+
       | ^
./muchos-errores.avg:23:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    23 | linea      L21 .+
       | ^
./muchos-errores.avg:24:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    24 | linea      L22 .+
       | ^
./muchos-errores.avg:25:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    25 | linea      L23 .+
       | ^
./muchos-errores.avg:26:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    26 | linea      L24 .+
       | ^
./muchos-errores.avg:27:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    27 | linea      L25 .+
       | ^
./muchos-errores.avg:28:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    28 | linea      L26 .+
       | ^
./muchos-errores.avg:29:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    29 | linea      L27 .+
       | ^
./muchos-errores.avg:30:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    30 | linea      L28 .+
       | ^
./muchos-errores.avg:31:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    31 | linea      L29 .+
       | ^
./muchos-errores.avg:32:1: error: palabra desconocida «linea»; ¿quiso decir «line»? [gramatica-palabra]
    32 | linea      L30 .+
       | ^
./muchos-errores.avg: error: hay otros errores: 10 [gramatica-mas]

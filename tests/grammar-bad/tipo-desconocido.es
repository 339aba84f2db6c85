./tipo-desconocido.avg:3:18: error: no hay type que se llame «dinero» [gramatica-referencia]
     3 | type       monto dinero
       |                  ^
./tipo-desconocido.avg:4:19: error: no hay type que se llame «porcent»; ¿quiso decir «percent»? [gramatica-referencia]
     4 | type       avance porcent
       |                   ^
./tipo-desconocido.avg:5:18: error: no hay type que se llame «dat»; ¿quiso decir «date»? [gramatica-referencia]
     5 | type       fecha dat
       |                  ^

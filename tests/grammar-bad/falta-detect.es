./falta-detect.avg: error: falta la línea «detect» [gramatica-falta]

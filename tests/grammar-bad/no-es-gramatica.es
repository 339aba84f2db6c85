./no-es-gramatica.avg: error: no es una gramática: ninguna línea empieza con una palabra de las gramáticas [gramatica-no-es]

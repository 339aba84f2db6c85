./vacio.avg: error: el archivo está vacío: no hay texto que leer [vacio]

./imagen.avg: error: no es texto sino una imagen; primero hay que extraer el texto, por ejemplo con tesseract imagen.png informe -l spa [no-es-texto]

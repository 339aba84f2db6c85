./lint-acentos.avg:4:31: aviso: (?i) vale de aquí en adelante y lo de antes distingue mayúsculas y acentos; póngalo al principio [gramatica-acentos]
     4 | line      TITULO    PADR[OÓ]N (?i)general
       |                               ^
./lint-acentos.avg:5:21: aviso: dentro de (?i:…) los acentos cuentan: «accion» no se tomaría por «acción»; escriba (?i) al principio del patrón, o [oó] [gramatica-acentos]
     5 | line      CALLE     (?i:dirección) (?<nombre>[A-Z ]+)
       |                     ^
./lint-acentos.avg:5:46: aviso: este conjunto no tiene letras con acento ni ñ; para palabras use \p{Lu} (mayúsculas), \p{Ll} (minúsculas) o \p{L} [gramatica-acentos]
     5 | line      CALLE     (?i:dirección) (?<nombre>[A-Z ]+)
       |                                              ^

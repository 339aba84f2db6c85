./lint-capturas-perdidas.avg:2:18: aviso: lo que captura «anio» se pierde: aquí el patrón solo reconoce; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
     2 | detect    PADRÓN (?<anio>\d{4})
       |                  ^
./lint-capturas-perdidas.avg:5:16: aviso: lo que captura «hoja» se pierde: aquí el patrón solo reconoce; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
     5 |   from    Hoja (?<hoja>\d+)
       |                ^
./lint-capturas-perdidas.avg:7:28: aviso: lo que captura «ejercicio» se pierde: ningún bloque lee ese renglón con set ni lo abre con él; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
     7 | line      TITULO    PADRÓN (?<ejercicio>\d{4})
       |                            ^
./lint-capturas-perdidas.avg:8:28: aviso: lo que captura «texto» se pierde: ningún bloque lee ese renglón con set ni lo abre con él; captúrelo donde se lea o escriba (?:…) [gramatica-captura]
     8 | line      AVISO     Aviso: (?<texto>.+)
       |                            ^

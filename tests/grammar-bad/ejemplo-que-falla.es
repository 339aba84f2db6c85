./ejemplo-que-falla.avg:9:5: error: el ejemplo «una beca por renglón» no da lo esperado: se esperaba «beca.nombre: JOSÉ RIO» y salió «JOSÉ RÍO» [gramatica-ejemplo]
     9 |   = beca.nombre: JOSÉ RIO
       |     ^
./ejemplo-que-falla.avg:13:5: error: el ejemplo «un rótulo no es beca» no da lo esperado: se esperaba «BECA» y salió «paragraph» [gramatica-ejemplo]
    13 |   = BECA
       |     ^

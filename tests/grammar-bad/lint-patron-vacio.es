./lint-patron-vacio.avg:3:11: aviso: el patrón también toma un texto vacío: todo en él es opcional; haga que algo sea obligatorio (+ en lugar de *) [gramatica-patron-vacio]
     3 | clean     \**
       |           ^
./lint-patron-vacio.avg:4:11: aviso: el patrón también toma un texto vacío: todo en él es opcional; haga que algo sea obligatorio (+ en lugar de *) [gramatica-patron-vacio]
     4 | cells     \s*
       |           ^
./lint-patron-vacio.avg:5:21: aviso: el patrón también toma un texto vacío: todo en él es opcional; haga que algo sea obligatorio (+ en lugar de *) [gramatica-patron-vacio]
     5 | line      FILA      (?<clave>\d*)(?<nombre>\p{L}*)
       |                     ^
./lint-patron-vacio.avg:7:21: aviso: el patrón también toma un texto vacío: todo en él es opcional; haga que algo sea obligatorio (+ en lugar de *) [gramatica-patron-vacio]
     7 |   field   nota      (?:Nota)?:
       |                     ^

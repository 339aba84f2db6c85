./demasiados-grupos.avg:3:17: error: el patrón no es válido: tiene más de 31 grupos [gramatica-patron]
     3 | line       BECA (a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)(m)(n)(o)(p)(q)(r)(s)(t)(u)(v)(w)(x)(y)(z)(1)(2)
       |                 ^

#!/usr/bin/env python3
"""Every rule alone: small reports that break one, and the same reports a hair away from breaking it:

  rules.py PROGRAM SOURCE

A case is a sound report and what is changed in it. The findings that it has and the sound one has
not must be exactly those named; a case without any is a near miss."""
import collections
import copy
import json
import os
import sys
import tempfile
import textwrap

from program import avance

# ---- the quarterly report, second quarter ---------------------------------------------

SOUND = [
    {"unidad": "UNIDAD ADMINISTRATIVA   001 IBLD DIRECCIÓN GENERAL",
     "programa": "E214E03 FOMENTO A LA LECTURA Y AL LIBRO",
     "actividad": "118 CONDUCCIÓN DE LA POLÍTICA DE LECTURA",
     "nombre": "SESIONES DEL CONSEJO DIRECTIVO DEL INSTITUTO.", "unidad_medida": "SESIÓN",
     "tipo": "A SI", "met": "3.00 6.00 6.00 3.00 18.00 3.00 6.00 6.00 3.00 18.00 3.00 4.00 0.00 0.00",
     "num": None, "den": None, "avance": "66.66%",
     "evaluacion": "SE CELEBRARON CUATRO SESIONES ORDINARIAS EN LA SEDE DEL INSTITUTO."},
    {"nombre": "SUSCRIPCIÓN DE CONVENIOS PARA LA APERTURA DE SALAS", "unidad_medida": "CONVENIO",
     "tipo": "A SI", "met": "5.00 8.00 5.00 2.00 20.00 5.00 8.00 5.00 2.00 20.00 5.00 8.00 0.00 0.00",
     "num": None, "den": None, "avance": "100.00%",
     "evaluacion": "SE FIRMARON CONVENIOS CON LOS AYUNTAMIENTOS DE SAN TELMO Y TRES LOMAS."},
    {"unidad": "UNIDAD ADMINISTRATIVA   002 IBLD COORDINACIÓN DE BIBLIOTECAS",
     "actividad": "342 VINCULACIÓN CON AYUNTAMIENTOS",
     "nombre": "PORCENTAJE DE SALAS DE LECTURA EN FUNCIONAMIENTO.", "unidad_medida": "PORCENTAJE",
     "tipo": "P NO", "met": "90% 90% 95% 100% 100% 90% 90% 95% 100% 100% 87.50% 92.50% 0.00% 0.00%",
     "num": "36.00 36.00 38.00 40.00 40.00 36.00 36.00 38.00 40.00 40.00 35.00 37.00 0.00 0.00",
     "den": "40.00 40.00 40.00 40.00 40.00 40.00 40.00 40.00 40.00 40.00 40.00 40.00 0.00 0.00",
     "avance": "102.77%", "evaluacion": "DE LAS 40 SALAS REGISTRADAS OPERAN 37 DE MANERA REGULAR."},
    {"nombre": "REPOSICIÓN DE LIBROS EXTRAVIADOS.", "unidad_medida": "LIBRO",
     "tipo": "A SI", "met": "0.00 0.00 9.00 0.00 9.00 0.00 0.00 9.00 0.00 9.00 0.00 0.00 0.00 0.00",
     "num": None, "den": None, "avance": "0.00%",
     "evaluacion": "LA COMPRA SE HARÁ DESPUÉS DEL INVENTARIO DE VERANO."},
    {"nombre": "ACERVO REVISADO POR CADA BIBLIOTECA", "unidad_medida": "PORCENTAJE",
     "tipo": "P SI", "met": "25% 25% 25% 25% 100% 25% 25% 25% 25% 100% 25% 25% 0% 0%",
     "num": "3.00 3.00 3.00 3.00 12.00 3.00 3.00 3.00 3.00 12.00 3.00 3.00 0.00 0.00",
     "den": "12.00 12.00 12.00 12.00 12.00 12.00 12.00 12.00 12.00 12.00 12.00 12.00 0.00 0.00",
     "avance": "100.00%", "evaluacion": "TRES BIBLIOTECAS ENTREGARON SU LISTA DE ACERVO REVISADO."},
]
COLUMN = 28 # letters that a name has room for
FOOT = """GOBIERNO DEL ESTADO DE SONORA

INFORME DE AVANCE PROGRAMÁTICO 2025
PROGRAMA OPERATIVO ANUAL

ETCA-III-04

TRIMESTRE: SEGUNDO

DESCRIPCIÓN DE LA META
UNIDAD DE

MEDIDA

   DEPENDENCIA / ENTIDAD    87 INSTITUTO DE BIBLIOTECAS Y LECTURA DEL DESIERTO
"""


def text_of(records):
    lines = ["", "DEPENDENCIA / ENTIDAD    87 INSTITUTO DE BIBLIOTECAS Y LECTURA DEL DESIERTO"]
    for r in records:
        lines += ["\n" + r[level] for level in ("unidad", "programa", "actividad") if level in r]
        lines += ["", textwrap.fill(r["nombre"], COLUMN), "",
                  f"{r['unidad_medida']} {r['tipo']} MET {r['met']}", "",
                  f"{r['avance']}NUM {r['num'] or r['met'].replace('%', '')}", "",
                  "DEN" + (f" {r['den']}" if r["den"] else ""), "", "EVALUACIÓN CUALITATIVA", "",
                  r["evaluacion"]]
    return "\n".join(lines + ["", FOOT])


def cells(row, **changes):
    """ROW with other figures: o1 to o4, oa (original, the year), m1..., r1 to r4 (done)."""
    places = ["o1", "o2", "o3", "o4", "oa", "m1", "m2", "m3", "m4", "ma", "r1", "r2", "r3", "r4"]
    figures = row.split()
    for place, figure in changes.items():
        figures[places.index(place)] = figure
    return " ".join(figure for figure in figures if figure)


def row(index, name, **changes):
    return lambda records: records[index].update({name: cells(records[index][name], **changes)})


def put(index, **changes):
    return lambda records: records[index].update(changes)


def both(*edits):
    def edit(records):
        for one in edits:
            one(records)
    return edit


def more(**changes):
    """One more record, under a unit of its own; else it differs from the second in CHANGES."""
    return lambda records: records.append(
        {**records[1], "nombre": "REGISTRO DE VISITAS A LAS SALAS",
         "unidad": "UNIDAD ADMINISTRATIVA   003 IBLD ALMACÉN", **changes})


def no_quarters_to_come(records):
    for record in records:
        for name in ("met", "num", "den"):
            if record[name]:
                record[name] = cells(record[name], r3="", r4="")


def says(text, planned="8.00", done="8.00", percentage="100.00%", modified=None):
    """The second record with an evaluation and the figures of its quarter."""
    year = f"{12 + float(planned):.2f}"
    new = f"{12 + float(modified or planned):.2f}"
    return both(row(1, "met", o2=planned, oa=year, m2=modified or planned, ma=new, r2=done),
                put(1, avance=percentage, evaluacion=text))


OTHER_NAME = "E214E03 FOMENTO A LA LECTURA EN VOZ ALTA Y AL LIBRO"
PLANNED_0 = {"planned": "0.00", "done": "0.00", "percentage": "0.00%"}
CASES = [
    ("nothing changed", lambda records: None, []),
    # percentage: truncated, on the original target
    ("percentage rounded", put(0, avance="66.67%"), ["avance-porcentaje"]),
    ("percentage one hundredth low", put(0, avance="66.65%"), ["avance-porcentaje"]),
    ("percentage as whole number", put(1, avance="100%"), []),
    ("percentage on the modified target", both(
        row(1, "met", m2="16.00", ma="28.00"), put(1, avance="50.00%")),
     ["avance-porcentaje", "original-modificado"]),
    ("percentage on the original target", row(1, "met", m2="16.00", ma="28.00"),
     ["original-modificado"]),
    ("percentage where nothing was planned", put(3, avance="100.00%"), ["avance-porcentaje"]),
    ("percentage not printed", put(1, avance=""), ["avance-falta"]),
    # the year
    ("year is not the sum", row(0, "met", oa="17.00"), ["anual-suma"]),
    ("modified year is not the sum", row(0, "met", ma="18.01"), ["anual-suma"]),
    ("year without decimals", row(0, "met", oa="18"), []),
    ("year of what does not add up is the sum", both(
        row(2, "met", oa="375%"), row(2, "num", oa="150.00")), ["anual-ultimo"]),
    ("year of what does not add up is the last quarter planned", both(
        row(2, "met", o3="0%", o4="0%", oa="90%"), row(2, "num", o3="0.00", o4="0.00", oa="36.00")),
     []),
    ("year of a percentage that adds up", both(
        row(4, "met", oa="90%"), row(4, "num", oa="10.80")), ["anual-total"]),
    ("year of a percentage that adds up is its last quarter", both(
        row(4, "met", oa="25%"), row(4, "num", oa="3.00")), []),
    # quotients
    ("MET is not NUM over DEN", row(2, "met", r1="88.00%"), ["met-cociente"]),
    ("MET is NUM over DEN, rounded down", both(
        row(2, "met", r1="33.33%"), row(2, "num", r1="1.00"), row(2, "den", r1="3.00")), []),
    ("MET is NUM over DEN, rounded up", both(
        row(2, "met", r1="66.67%"), row(2, "num", r1="2.00"), row(2, "den", r1="3.00")), []),
    ("MET where DEN is zero", row(2, "den", r1="0.00"), []),
    # rows that are the same
    ("NUM is not MET", put(0, num=cells(SOUND[0]["met"], r1="2.00")), ["num-igual-met"]),
    ("NUM is MET in other words", put(0, num=cells(SOUND[0]["met"], oa="18", r1="3.0")), []),
    ("DEN of type A", put(0, den=SOUND[0]["met"]), ["den-en-blanco"]),
    # rows of fourteen
    ("MET of thirteen", put(0, met=cells(SOUND[0]["met"], o3=""), num=SOUND[0]["met"]),
     ["cifras-completas", "cuenta-de-cifras"]),
    ("NUM of thirteen", put(0, num=cells(SOUND[0]["met"], r1="")),
     ["cifras-completas", "cuenta-de-cifras"]),
    ("DEN of thirteen", put(2, den=cells(SOUND[2]["den"], m3="")),
     ["cifras-completas", "cuenta-de-cifras"]),
    ("quarters to come are blank", no_quarters_to_come, []),
    # quarters to come
    ("done after the quarter", row(0, "met", r3="1.00"), ["realizado-futuro"] * 2),
    ("done in the quarter before", row(0, "met", r1="9.00"), []),
    # planned and done
    ("done though not planned", row(3, "met", r2="4.00"),
     ["-no-programada", "realizado-sin-programa"]),
    ("done though not planned in another quarter", row(3, "met", r1="4.00"), []),
    ("planned and not done", both(row(1, "met", r2="0.00"), put(1, avance="0.00%")),
     ["programado-sin-realizar"]),
    ("planned and hardly done", both(row(1, "met", r2="0.01"), put(1, avance="0.12%")), []),
    ("not planned and not done", both(
        row(1, "met", o2="0.00", oa="12.00", m2="0.00", ma="12.00", r2="0.00"),
        put(1, avance="0.00%")), ["no-programada"]),
    ("another quarter was modified", row(1, "met", m3="6.00", ma="21.00"), []),
    # a quarter unlike the others
    ("ten percent among hundreds", both(
        row(2, "met", o1="100%", o2="100%", o3="10%", o4="100%", oa="100%", r2="100%"),
        row(2, "num", o1="40.00", o2="40.00", o3="4.00", o4="40.00", r2="40.00"),
        put(2, avance="100.00%")), ["trimestre-atipico", "original-modificado"]),
    ("fifty percent among hundreds", both(
        row(2, "met", o1="100%", o2="100%", o3="50%", o4="100%", oa="100%", r2="100%"),
        row(2, "num", o1="40.00", o2="40.00", o3="20.00", o4="40.00", r2="40.00"),
        put(2, avance="100.00%")), ["original-modificado"]),
    ("four quarters of their own", row(0, "met", o1="1.00", o3="14.00", oa="24.00"), []),
    # keys and names
    ("an activity in two programmes", more(actividad=SOUND[0]["actividad"],
                                           programa="K109E11 CULTURA PARA TODOS"),
     ["actividad-dos-programas"]),
    ("another activity in another programme", more(actividad="455 RED DE BIBLIOTECAS",
                                                   programa="K109E11 CULTURA PARA TODOS"), []),
    ("a key with two names", more(actividad="342 VINCULACIÓN CON UNIVERSIDADES"),
     ["clave-dos-nombres"]),
    ("a key printed again", more(actividad="342 VINCULACIÓN CON AYUNTAMIENTOS"), []),
    ("a programme with two names", both(
        more(programa=OTHER_NAME, actividad="455 RED DE BIBLIOTECAS"),
        more(programa=OTHER_NAME, nombre="LIBROS PRESTADOS EN LAS SALAS", unidad="UNIDAD ADMINISTRATIVA   004 IBLD ARCHIVO")), ["clave-dos-nombres"]),
    ("a unit with two names", more(unidad="UNIDAD ADMINISTRATIVA   002 IBLD ALMACÉN",
                                   actividad="455 RED DE BIBLIOTECAS"), ["clave-dos-nombres"]),
    ("a target twice in a unit", put(4, nombre="REPOSICIÓN DE LIBROS EXTRAVIADOS."),
     ["meta-repetida"]),
    ("a target of another unit", put(4, nombre="SUSCRIPCIÓN DE CONVENIOS PARA LA APERTURA DE SALAS"),
     []),
    # evaluations
    ("no evaluation", put(0, evaluacion=""), ["evaluacion-breve"]),
    ("two words", put(1, evaluacion="SIN NOVEDAD"), ["evaluacion-breve"]),
    ("three words", put(1, evaluacion="SE FIRMARON CONVENIOS"), []),
    # what texts say
    ("says reached, is not", says("META CUMPLIDA EN EL TRIMESTRE.", done="7.99",
                                  percentage="99.87%"), ["texto-contradice"]),
    ("says reached, is", says("META CUMPLIDA EN EL TRIMESTRE."), []),
    ("says reached, is on the modified target", says(
        "META CUMPLIDA EN EL TRIMESTRE.", done="4.00", percentage="50.00%", modified="4.00"),
     ["original-modificado", "texto-modificado"]),
    ("says exceeded, is reached", says("SE REBASÓ LA META DEL TRIMESTRE."), ["texto-contradice"]),
    ("says exceeded, is", says("SE REBASÓ LA META DEL TRIMESTRE.", done="8.01",
                               percentage="100.12%"), []),
    ("says missed, is reached", says("NO SE CUMPLIÓ LA META PROGRAMADA."), ["texto-contradice"]),
    ("says missed, is", says("NO SE CUMPLIÓ LA META PROGRAMADA.", done="7.00",
                             percentage="87.50%"), []),
    ("says not planned, was", says("NO SE PROGRAMÓ ACCIÓN PARA ESTE TRIMESTRE."),
     ["texto-contradice"]),
    ("says not planned, was not", says("NO SE PROGRAMÓ ACCIÓN PARA ESTE TRIMESTRE.", **PLANNED_0),
     ["no-programada"]),
    ("says by how much, wrongly", says("SE REBASÓ LA META CON 3 CONVENIOS MÁS.", done="10.00",
                                       percentage="125.00%"), ["texto-contradice"]),
    ("says by how much", says("SE REBASÓ LA META CON DOS CONVENIOS MÁS.", done="10.00",
                              percentage="125.00%"), []),
    ("says another target", says("DE LA META DE 9 CONVENIOS SE FIRMARON 8."),
     ["texto-contradice"]),
    ("says the target", says("DE LA META DE 8 CONVENIOS SE FIRMARON 8."), []),
    ("a row in the text", put(0, evaluacion="SE CELEBRARON SESIONES. TALLER A SI MET 6.00 6.00."),
     ["registro-en-texto"]),
]

# ---- the sibling formats: a fixture, and what is written in place of what ---------------

POA, AVGM = "poa-actividades/feria-del-libro", "informe-avgm/puerto-niebla"
PLAN, WORK = "plan-anual/humedales", "plan-trabajo/faros"
SIBLINGS = [
    ("an activity number twice", POA, [("ACTIVIDAD 1:\tFeria", "ACTIVIDAD 2:\tFeria"),
                                        ("ACTIVIDAD 2:\tBibliolancha", "ACTIVIDAD 3:\tBibliolancha")],
     ["-numero-repetido", "numero-repetido"]),
    ("activity numbers in order", POA, [("ACTIVIDAD 2:\tBibliolancha", "ACTIVIDAD 3:\tBibliolancha")],
     ["-numero-repetido"]),
    ("an activity number left out", POA, [("ACTIVIDAD 2:\tBibliolancha",
                                           "ACTIVIDAD 4:\tBibliolancha")],
     ["-numero-repetido", "numero-saltado"]),
    ("an investment that is no amount", POA, [("$85,000.00", "ochenta y cinco mil")],
     ["valor-ilegible"]),
    ("an investment with a comma too many", POA, [("$85,000.00", "$85,00,0.00")],
     ["valor-ilegible"]),
    ("an investment without decimals", POA, [("$85,000.00", "$ 85,000")], []),
    ("a period that overlaps the one before", POA,
     [("1º de abril al 31 de octubre del 2031", "1º de mayo al 31 de octubre del 2031")],
     ["-periodo-traslapado", "periodo-traslapado"]),
    ("a period that follows the one before", POA,
     [("1º de abril al 31 de octubre del 2031", "1º de junio al 31 de octubre del 2031")],
     ["-periodo-traslapado"]),
    ("a percentage that does not follow", AVGM, [("62.5%", "60%")], ["porcentaje-conteos"]),
    ("a count that does not follow", AVGM, [("impactado 25", "impactado 24")],
     ["porcentaje-conteos"]),
    ("a percentage rounded", AVGM, [("62.5%", "63%")], []),
    ("quarters that overlap", AVGM, [("1er trimestre:", "Trimestre ene-abr:"),
                                     ("Segundo trimestre:", "Trimestre abr-jun:")],
     ["corte-traslapado"]),
    ("quarters that follow", AVGM, [("1er trimestre:", "Trimestre ene-mar:"),
                                    ("Segundo trimestre:", "Trimestre abr-jun:")], []),
    ("a section left out", PLAN, [("## II. Diagnóstico", "## III. Diagnóstico")],
     ["numero-saltado", "salto-de-numero"]),
    ("an action left out", WORK, [("**C. Entregar", "**D. Entregar")],
     ["accion-saltada", "salto-de-numero"]),
    ("a list that begins again", WORK, [("- B. Llevar una bit", "- A. Llevar una bit")], []),
]


# ---- the run -----------------------------------------------------------------------------

def sibling_text(source, name, changes):
    with open(os.path.join(source, f"fixtures/{name}.txt"), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        if text.count(old) != 1:
            sys.exit(f"{name} has «{old}» {text.count(old)} times")
        text = text.replace(old, new)
    return text


def changed(edit):
    records = copy.deepcopy(SOUND)
    edit(records)
    return text_of(records)


def codes_of(program, source, folder):
    """Per file, how often each code is found with which words."""
    done = avance(program, source, "check", "--format", "json", folder)
    found = collections.defaultdict(collections.Counter)
    for finding in json.loads(done.stdout):
        if finding["codigo"] not in ("limite-dudoso", "cifras-dudosas"):
            found[os.path.basename(finding["archivo"])][finding["codigo"], finding["mensaje"]] += 1
    if done.stderr:
        print(done.stderr)
    return found


def main(program, source):
    texts = [(what, changed(edit), "sound", wanted) for what, edit, wanted in CASES]
    texts += [(what, sibling_text(source, name, changes), name, wanted)
              for what, name, changes, wanted in SIBLINGS]
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        for number, (_, text, _, _) in enumerate(texts):
            write(f"{number}.txt", text)
        write("sound", text_of(SOUND))
        for name in (POA, AVGM, PLAN, WORK):
            write(name.replace("/", "-"), sibling_text(source, name, []))
        found = codes_of(program, source, folder)
    failed = 0
    for number, (what, _, base, wanted) in enumerate(texts):
        here, before = found[f"{number}.txt"], found[base.replace("/", "-")]
        new = [code for code, _ in (here - before).elements()]
        new += [f"-{code}" for code, _ in (before - here).elements()]
        if sorted(new) != sorted(wanted):
            failed += 1
            print(f"{what}: {sorted(new)}, not {sorted(wanted)}")
    fire = sum(any(code[0] != "-" for code in case[3]) for case in texts)
    print(f"{len(texts)} cases: {fire} that break a rule, {len(texts) - fire} near misses, "
          f"{failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

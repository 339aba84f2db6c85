#!/usr/bin/env python3
"""The first promise: a new report format is one new grammar file, and no C.

  grammar.py PROGRAM

Writes the grammar of an invented format and one report of it to a new folder, names that folder
in AVANCE_GRAMMARS, and expects the program, as it is, to recognise the report and to write it in
every format with the new names."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import zipfile

GRAMMAR = """\
grammar   jornadas-de-campo
title     Concentrado de jornadas de campo
detect    CONCENTRADO DE JORNADAS .*
detect    JORNADAS PLANEADAS .*

pattern   entero     \\d[\\d,]*
columns   jornadas   planeadas(m01..m03) cumplidas(m01..m03)

furniture hoja
  strong  CONCENTRADO DE JORNADAS (?<ejercicio>\\d{4})
  strong  JORNADAS PLANEADAS JORNADAS CUMPLIDAS
  alone   Hoja \\d+

line      BRIGADA    BRIGADA (?<clave>\\d{3}) (?<nombre>.+)
line      LABOR      beside LABOR (?<tipo>[A-Z]) (?<monto>\\$[\\d,.]+)
line      FILA       (?<jornadas>{entero}(?: {entero}){5})

level     brigada    BRIGADA stays key clave
record    labor      LABOR
  lead    nombre
  row     jornadas   FILA
  field   evaluacion OBSERVACIONES
"""

REPORT = """\
CONCENTRADO DE JORNADAS 2031
JORNADAS PLANEADAS JORNADAS CUMPLIDAS
BRIGADA 007 LOMA ALTA
Desazolve del canal LABOR A $12,500.50
10 10 10 10 9 11
OBSERVACIONES
Se limpiaron 3 km.
Hoja 1
CONCENTRADO DE JORNADAS 2031
JORNADAS PLANEADAS JORNADAS CUMPLIDAS
Falta el último tramo.
BRIGADA 012 EL VADO
Encalado de árboles LABOR B $800.00
1,200 0 0 1,180 0 0
"""

failures = 0


def expect(what, wanted, found):
    global failures
    if wanted != found:
        failures += 1
        print(f"{what}: expected {wanted!r}, found {found!r}")


class Sandbox:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, LC_ALL="C", HOME=folder, AVANCE_GRAMMARS=folder)
        self.environment.pop("XDG_CONFIG_HOME", None)
        for name, text in (("jornadas.avg", GRAMMAR), ("informe.txt", REPORT)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)

    def avance(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        expect(" ".join(arguments) + ", status and messages", (0, ""),
               (done.returncode, done.stderr.decode("utf-8")))
        return done.stdout.decode("utf-8")


def check_json(box):
    # Figures are compared as they are printed: 12500.50 is not 12500.5.
    document = json.loads(box.avance("convert", "informe.txt", "-t", "json"), parse_float=str,
                          parse_int=str)["documento"]
    expect("json, year", "2031", document["ejercicio"])
    records = [block for block in document["contenido"] if block["bloque"] == "labor"]
    expect("json, records", ["Desazolve del canal", "Encalado de árboles"],
           [record["nombre"] for record in records])
    expect("json, amount", "12500.50", records[0]["monto"])
    expect("json, figures", {"m01": "10", "m02": "9", "m03": "11"},
           records[0]["jornadas"]["cumplidas"])
    expect("json, text over the page", "Se limpiaron 3 km.\nFalta el último tramo.",
           records[0]["evaluacion"])


def check_ndjson(box):
    lines = box.avance("convert", "informe.txt", "-t", "ndjson").splitlines()
    expect("ndjson, levels in force", ["007", "012"],
           [json.loads(line)["brigada"]["clave"] for line in lines])


def check_csv(box):
    box.avance("convert", "informe.txt", "-t", "csv", "-o", "tablas")
    tables = {}
    for name in ("documentos", "brigadas", "labores", "valores"):
        with open(os.path.join(box.folder, "tablas", name + ".csv"), encoding="utf-8",
                  newline="") as file:
            tables[name] = list(csv.DictReader(file))
    expect("csv, levels", [("007", "LOMA ALTA"), ("012", "EL VADO")],
           [(row["clave"], row["nombre"]) for row in tables["brigadas"]])
    expect("csv, records", [("007", "12500.50"), ("012", "800.00")],
           [(row["brigada_clave"], row["monto"]) for row in tables["labores"]])
    expect("csv, figures", ["1200", "0", "0", "1180", "0", "0"],
           [row["valor"] for row in tables["valores"] if row["labor_id"] == "2"])


def check_xlsx(box):
    box.avance("convert", "informe.txt", "-o", "informe.xlsx")
    with zipfile.ZipFile(os.path.join(box.folder, "informe.xlsx")) as book:
        sheets = book.read("xl/workbook.xml").decode("utf-8")
        words = book.read("xl/sharedStrings.xml").decode("utf-8")
    expect("xlsx, a sheet for the records", True, 'name="Labores"' in sheets)
    expect("xlsx, the words of a record", True, "Encalado de árboles" in words)


def main():
    with tempfile.TemporaryDirectory() as folder:
        box = Sandbox(os.path.abspath(sys.argv[1]), folder)
        expect("detect", "informe.txt: jornadas-de-campo",
               box.avance("detect", "informe.txt").splitlines()[0])
        check_json(box)
        check_ndjson(box)
        check_csv(box)
        check_xlsx(box)
    sys.exit(1 if failures else 0)


main()

#!/usr/bin/env python3
"""Reports to measure with, of institutions and programmes that do not exist.

  make_reports.py report FILE            one report of about 37 KB
  make_reports.py document FILE MB       reports one behind another, with form feeds between them
  make_reports.py folder FOLDER COUNT    one file per report
  make_reports.py grown FILE WHAT COUNT  one thing that grows: lines, evaluation, words, units

The same arguments give the same bytes. Figures add up, percentages are those of the figures, and
what a page printer does to such a report is done here: names wrapped by word, units cut inside a
word, headers behind the body of their page, some of them inside a record."""
import os
import random
import sys
import textwrap

METAS, PAGE_LINES = 65, 122
QUARTERS = ("PRIMERO", "SEGUNDO", "TERCERO", "CUARTO")
PLACES = """VILLA ENCINAS;SAN TELMO;PUERTO MEZQUITAL;CAÑADA VERDE;PALO FIERRO;TRES LOMAS;AGUA HONDA;
EL TORREÓN;LAS ÁNIMAS;CERRO BLANCO;RÍO QUIETO;LA JOYA;SANTA PRISCA;ARROYO SECO""".replace("\n", "")
BODIES = """INSTITUTO DE BIBLIOTECAS Y LECTURA DEL DESIERTO;COMISIÓN DE CAMINOS DE LA SIERRA;
SECRETARÍA DE PESCA RIBEREÑA;CENTRO DE ARCHIVOS Y MEMORIA;JUNTA DE AGUAS DEL VALLE ALTO;
SERVICIO DE PARQUES Y HUMEDALES;INSTITUTO DE OFICIOS Y ARTESANÍAS""".replace("\n", "")
OFFICES = """DIRECCIÓN GENERAL;COORDINACIÓN DE ACERVOS;DIRECCIÓN DE PLANEACIÓN Y EVALUACIÓN;
COORDINACIÓN DE DELEGACIONES REGIONALES;DIRECCIÓN DE ADMINISTRACIÓN Y FINANZAS;UNIDAD DE ARCHIVO;
DIRECCIÓN DE CAPACITACIÓN;COORDINACIÓN JURÍDICA;UNIDAD DE COMUNICACIÓN""".replace("\n", "")
SUBJECTS = """FOMENTO A LA LECTURA Y AL LIBRO;CONSERVACIÓN DE CAMINOS RURALES;
ORDENAMIENTO DE LA PESCA DE RIBERA;RESGUARDO DE LA MEMORIA DOCUMENTAL;SANEAMIENTO DE CAUCES;
PROTECCIÓN DE HUMEDALES Y PARQUES;IMPULSO A LOS OFICIOS TRADICIONALES;VINCULACIÓN CON AYUNTAMIENTOS;
CONDUCCIÓN DE LA POLÍTICA DE ACERVOS;ATENCIÓN DE SOLICITUDES CIUDADANAS""".replace("\n", "")
DEEDS = """SUSCRIPCIÓN DE CONVENIOS;IMPARTICIÓN DE TALLERES;ELABORACIÓN DE DIAGNÓSTICOS;
REVISIÓN DE EXPEDIENTES;ENTREGA DE MATERIALES;SUPERVISIÓN DE OBRAS MENORES;DIFUSIÓN DE RESULTADOS;
CELEBRACIÓN DE SESIONES;CAPACITACIÓN DE PROMOTORES;ATENCIÓN DE VISITAS GUIADAS""".replace("\n", "")
AIMS = """PARA LA APERTURA DE SALAS EN MUNICIPIOS Y PLANTELES;EN APOYO DE LAS COMUNIDADES RIBEREÑAS;
DE LAS DELEGACIONES REGIONALES DEL ORGANISMO;PARA MEJORAR LOS SERVICIOS AL PÚBLICO;
CON PERSPECTIVA DE LAS REGIONES DEL ALTO DESIERTO;EN LAS CABECERAS MUNICIPALES;
DIRIGIDA A NIÑAS Y NIÑOS DE PRIMARIA;A PETICIÓN DE LOS AYUNTAMIENTOS""".replace("\n", "")
UNITS = """CONVENIO;TALLER;INFORME;EXPEDIENTE;EVENTO;SESIÓN;VISITA;DOCUMENTO;PERSONA;CAPACITACIÓN;
SEGUIMIENTO;PUBLICACIÓN;DIAGNÓSTICO;PORCENTAJE""".replace("\n", "")
NARROW = 9  # characters of a unit that fit on its line


def of(words, chance):
    return chance.choice(words.split(";"))


def wrapped(text, width):
    return textwrap.wrap(text, width, break_long_words=False)


class Report:
    """The lines of one report; PAGES of it as they come to be full."""

    def __init__(self, number):
        self.chance = random.Random(number)
        chance = self.chance
        self.lines, self.on_page, self.pages = [], 0, 0
        self.year, self.quarter = 2018 + number % 8, number % 4
        self.printed = "%02d-%02d-%d %02d:%02d" % (1 + number % 28, 1 + 3 * self.quarter,
                                                   self.year, 8 + number % 12, number % 60)
        self.body = "%02d %s" % (10 + number % 90, of(BODIES, chance))

    def put(self, *lines):
        """A paragraph, and the blank line behind it."""
        self.lines += [*lines, ""]
        self.on_page += len(lines) + 1

    def head(self):
        self.put("", "DEPENDENCIA / ENTIDAD    " + self.body)

    def furniture(self):
        self.pages += 1
        self.put("GOBIERNO DEL ESTADO DE SONORA")
        self.put(f"INFORME DE AVANCE PROGRAMÁTICO {self.year}", "PROGRAMA OPERATIVO ANUAL")
        self.put("ETCA-III-04")
        self.put("TRIMESTRE: " + QUARTERS[self.quarter])
        self.put(" PROGRAMADO ORIGINAL MODIFICADO REALIZADO")
        self.put("% DE AVANCE", "TRIMESTRAL" + " ".join(
            [*QUARTERS, "ANUAL", *QUARTERS, "ANUAL", *QUARTERS]))
        self.put(self.printed, "", "")
        self.on_page = 0

    def turn(self, odds):
        """A new page if this one is full, or inside a record by chance."""
        if self.on_page > PAGE_LINES and self.chance.random() < odds:
            self.furniture()
            self.head()

    def figures(self):
        chance = self.chance
        original = [float(chance.choice((0, 1, 2, 3, 6, 12, 40, 150))) for _ in range(4)]
        changed = [max(0.0, figure + chance.choice((0, 0, 0, 1, -1))) for figure in original]
        done = [float(chance.randint(0, int(figure) + 2)) if i <= self.quarter else 0.0
                for i, figure in enumerate(original)]
        asked = original[self.quarter]
        share = int(done[self.quarter] * 10000 / asked) / 100 if asked else 0.0
        row = [*original, sum(original), *changed, sum(changed), *done]
        return " ".join("%.2f" % figure for figure in row), "%.2f%%" % share

    def evaluation(self):
        chance = self.chance
        form = chance.randrange(5)
        if form == 0:
            return ["NO SE PROGRAMÓ ACCIÓN PARA EL TRIMESTRE QUE SE INFORMA"]
        if form == 1:
            first = chance.randint(2, 7)
            return ["META  CUMPLIDA  CON"] + [
                "%d. %s DE %s, %d DE %s DE %d" % (i + 1, of(DEEDS, chance), of(PLACES, chance),
                                                  chance.randint(1, 28), "MARZO", self.year)
                for i in range(first)]
        text = "SE INFORMA QUE EN %s SE REALIZÓ LA %s %s; PARTICIPARON %d PERSONAS DE %s" % (
            of(PLACES, chance), of(DEEDS, chance), of(AIMS, chance), chance.randint(12, 400),
            of(PLACES, chance))
        if form > 2:
            text += ". LOS SOPORTES SE ENCUENTRAN EN RESGUARDO DE LA " + of(OFFICES, chance)
        if form > 3:
            text += ", A LA QUE SE TURNARON LAS LISTAS DE LA %s %s Y LOS OFICIOS DE %s Y DE %s" % (
                of(DEEDS, chance), of(AIMS, chance), of(PLACES, chance), of(PLACES, chance))
        return wrapped(text + ".", 240)

    def meta(self):
        chance = self.chance
        name = wrapped("%s %s." % (of(DEEDS, chance), of(AIMS, chance)), 30)
        unit = of(UNITS, chance)
        row, share = self.figures()
        self.put(*name)
        if len(unit) > NARROW:
            self.put(unit[:NARROW], unit[NARROW:])
            self.put("A SI MET " + row)
        else:
            self.put(unit + " A SI MET " + row)
        if chance.random() < 0.07:
            self.put(share, "NUM " + row)
        else:
            self.put(share + "NUM " + row)
        self.put("DEN")
        self.turn(0.3)
        self.put("EVALUACIÓN CUALITATIVA")
        self.put(*self.evaluation())

    def write(self, metas=METAS):
        chance = self.chance
        self.head()
        for i in range(metas):
            if i % 7 == 0:
                self.put("UNIDAD ADMINISTRATIVA   %03d %s" % (1 + i // 7, of(OFFICES, chance)))
                self.put("E%d03E%02d %s" % (chance.randint(1, 9), chance.randint(1, 9),
                                            of(SUBJECTS, chance)))
            if i % 4 == 0:
                self.put("%03d %s" % (chance.randint(100, 899), of(SUBJECTS, chance)))
            self.meta()
            self.turn(1)
        self.furniture()
        return "\n".join(self.lines) + "\n"


def document(path, size):
    with open(path, "w", encoding="utf-8") as file:
        written = number = 0
        while written < size:
            text = ("\f" if number else "") + Report(number).write()
            file.write(text)
            written += len(text.encode())
            number += 1


def folder(path, count):
    for number in range(count):
        inside = os.path.join(path, "%03d" % (number // 100))
        os.makedirs(inside, exist_ok=True)
        with open(os.path.join(inside, "informe-%06d.txt" % number), "w",
                  encoding="utf-8") as file:
            file.write(Report(number).write())


def grown(path, what, count):
    """A report of one meta, or of more, in which WHAT is there COUNT times."""
    report = Report(1)
    if what == "units":
        report.head()
        for i in range(count):
            report.put("UNIDAD ADMINISTRATIVA   %03d %s %d" % (i % 1000, "OFICINA DE", i))
            report.meta()
        report.furniture()
        text = "\n".join(report.lines) + "\n"
    else:
        text = report.write(metas=1)
        mark = "EVALUACIÓN CUALITATIVA\n\n"
        more = {"evaluation": "SE REALIZARON LAS ACCIONES PREVISTAS EN EL MUNICIPIO\n",
                "words": "ACCIONES DE LA OFICINA ", "lines": "\n"}[what] * count
        text = text.replace(mark, mark + more.rstrip(" "), 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main(kind, path, *more):
    if kind == "report":
        document(path, 1)
    elif kind == "document":
        document(path, float(more[0]) * 1e6)
    elif kind == "folder":
        folder(path, int(more[0]))
    elif kind == "grown":
        grown(path, more[0], int(more[1]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/python3
"""read_xlsx.py WORKBOOK NDJSON: opens a workbook with openpyxl (python3-openpyxl) and compares each
cell of its sheets with the NDJSON of the same input: values, kinds of cells, printed decimals."""
import datetime
import re
import sys

import openpyxl
from openpyxl.utils import get_column_letter

import facts

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
LABELS = facts.labels()
LONG = "Continuación"


def label(name):
    text = LABELS.get(name, name.replace("_", " "))
    return text[:1].upper() + text[1:]


def as_read(text):
    """TEXT as openpyxl hands it out: it leaves escapes of control characters as they are."""
    return CONTROL.sub(lambda c: f"_x{ord(c.group()):04X}_", text)


def decimals(digits):
    return len(digits.partition(".")[2])


class Book:
    def __init__(self, path, check, layout):
        self.check = check
        self.layout = layout
        self.book = openpyxl.load_workbook(path)
        self.more = {}
        if LONG in self.book.sheetnames:
            for sheet, cell, _, text in self.book[LONG].iter_rows(min_row=2, values_only=True):
                self.more[sheet, cell] = self.more.get((sheet, cell), "") + text

    def text(self, cell):
        more = self.more.get((cell.parent.title, cell.coordinate), "")
        return None if cell.value is None else str(cell.value) + more

    def figure(self, where, digits, cell):
        significant = digits.lstrip("-0.").replace(".", "")
        if len(significant) > 15:
            self.check.same(where, str(digits), cell.value)
            return
        percent = cell.number_format.endswith("%")
        self.check.same(where, float(digits + ("e-2" if percent else "")), cell.value)
        if cell.number_format not in ("0", "General"):
            self.check.same(where + " decimals", decimals(digits),
                            decimals(cell.number_format.rstrip("%")))

    def date(self, where, text, cell):
        form = "%Y-%m-%dT%H:%M" if "T" in text else "%Y-%m-%d"
        self.check.same(where, datetime.datetime.strptime(text, form), cell.value)

    def scalar(self, where, value, cell):
        """VALUE of the NDJSON against CELL."""
        if value is None:
            self.check.same(where, None, cell.value)
        elif isinstance(value, bool):
            self.check.same(where, "Sí" if value else "No", cell.value)
        elif isinstance(value, facts.Figure):
            self.figure(where, value, cell)
        elif isinstance(cell.value, (datetime.datetime, datetime.date)):
            self.date(where, value, cell)
        else:
            self.check.same(where + " is text", True, isinstance(cell.value, str))
            self.check.same(where, as_read(value), self.text(cell))


class Wide:
    """A sheet with one row per record, in as many parts as it has."""

    def __init__(self, book, kind):
        self.book = book
        self.rows = []
        self.columns = {}
        self.title = None
        for sheet in book.book.worksheets:
            if sheet["A1"].value != "Registro":
                continue
            columns = self.headings(sheet)
            if any(group == label(kind) for group, _ in columns):
                self.columns = columns
                self.title = self.title or sheet.title
                self.rows += list(sheet.iter_rows(min_row=3))
                if not book.layout:
                    continue
                frozen = sheet[sheet.freeze_panes]
                book.check.same(f"{sheet.title}: rows in sight", 3, frozen.row)
                book.check.same(f"{sheet.title}: columns in sight", True, 2 < frozen.column < 7)
                last = get_column_letter(sheet.max_column) + str(sheet.max_row)
                book.check.same(f"{sheet.title} filter", "A2:" + last, sheet.auto_filter.ref)

    @staticmethod
    def headings(sheet):
        columns, group = {}, None
        rows = list(sheet.iter_rows(max_row=2, values_only=True))
        for place, (above, title) in enumerate(zip(*rows)):
            group = above or group
            columns.setdefault((group, title), place)
        return columns

    def cell(self, number, group, title):
        place = self.columns.get((group, title))
        return None if place is None else self.rows[number - 1][place]


def compare_period(book, where, wide, number, group, name, value):
    title = label(name)
    for part in ("inicio", "fin"):
        book.scalar(f"{where} {part}", value[part], wide.cell(number, group, f"{title}: {part}"))
    book.scalar(where, value["impreso"], wide.cell(number, group, title))


def compare_list(book, where, items, cell):
    if len(items) > 10:
        book.check.same(where, f"{len(items)} elementos; véase la hoja Elementos", cell.value)
    else:
        joined = "\n".join(facts.plain(item) or "" for item in items)
        book.check.same(where, as_read(joined) or None, book.text(cell))


def compare_fields(book, where, wide, number, group, fields):
    for name, value in fields.items():
        cell = wide.cell(number, group, label(name))
        here = f"{where} {group}.{name}"
        if cell is None:
            continue
        if facts.is_period(value):
            compare_period(book, here, wide, number, group, name, value)
        elif isinstance(value, list):
            compare_list(book, here, value, cell)
        else:
            book.scalar(here, value, cell)


def compare_record(book, wide, number, record):
    kind = record["registro"]
    where = f"{kind} {number}"
    book.check.same(where + " Nº", number, wide.cell(number, "Registro", "Nº").value)
    members = {name: value for name, value in record.items() if name not in facts.NOT_MEMBERS}
    own = {name: value for name, value in members.items()
           if not facts.is_series(value) and (facts.is_period(value) or not isinstance(value, dict))}
    compare_fields(book, where, wide, number, label(kind), own)
    for name, value in members.items():
        state = wide.cell(number, "Semáforo", label(name))
        if state is not None:
            book.check.same(f"{where} {name}", value.replace("_", " ").capitalize(), state.value)
        if facts.is_series(value):
            for momento, periodo, percent, digits in facts.figures(value):
                title = periodo[:1].upper() + periodo[1:] + (" %" if percent else "")
                cell = wide.cell(number, f"{name.upper()} {momento}", title)
                book.scalar(f"{where} {name} {momento} {title}", digits, cell)
        elif isinstance(value, dict) and not facts.is_period(value):
            compare_fields(book, where, wide, number, label(name), value)
    for name, title in (("pagina", "Página"), ("linea", "Línea")):
        book.scalar(f"{where} {name}", record["origen"][name], wide.cell(number, "Origen", title))


def long_rows(book, name):
    """Rows of a long sheet, in all its parts, as {title: cell}."""
    for sheet in book.book.worksheets:
        if re.fullmatch(re.escape(name) + r"( \d+)?", sheet.title):
            titles = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
            if book.layout:
                book.check.same(f"{sheet.title} is frozen", "A2", sheet.freeze_panes)
            for row in sheet.iter_rows(min_row=2):
                yield dict(zip(titles, row))


def compare_figures(book, records):
    expected = {}
    for number, record in facts.numbered(records):
        for name, value in record.items():
            if name in facts.NOT_MEMBERS or not facts.is_series(value):
                continue
            for momento, periodo, _, digits in facts.figures(value):
                key = (number, name, momento, periodo)
                expected.setdefault(key, []).append(digits)
    for row in long_rows(book, "Valores"):
        number = next(iter(row.values())).value
        if "Tabla" in row:
            number = row["Registro (Nº)"].value
        key = (number, row["Dato"].value, row["Momento"].value, row["Periodo"].value)
        book.check.same(f"Valores {key}", True, bool(expected.get(key)))
        if expected.get(key):
            digits = expected[key].pop(0)
            book.scalar(f"Valores {key}", digits, row["Valor"])
            if digits is not None:
                shown = row["Valor"].number_format.endswith("%")
                book.check.same(f"Valores {key} %", shown or row["Valor"].data_type == "s",
                                row["Porcentaje"].value == "Sí" or row["Valor"].data_type == "s")
    left = [key for key, digits in expected.items() if digits]
    book.check.same("figures that Valores lacks", [], left)


def compare_items(book, records, wides):
    expected = {}
    for number, record in facts.numbered(records):
        for name, value in record.items():
            if isinstance(value, list) and value:
                title = wides[record["registro"]].title
                expected[title, number, name] = [as_read(facts.plain(item)) for item in value]
    found = {}
    for row in long_rows(book, "Elementos"):
        key = (label(row["Tabla"].value.replace("_", " ")), row["Registro (Nº)"].value,
               row["Campo"].value)
        found.setdefault(key, []).append(book.text(row["Valor"]))
    for key, items in expected.items():
        book.check.same(f"Elementos {key}", items, found.get(key))


def compare_unknown(book, records):
    """Text that no rule took stands whole among the findings."""
    messages = [book.text(row["Mensaje"]) or "" for row in long_rows(book, "Observaciones")]
    for record in records:
        found = any(as_read(record["texto"]) in message for message in messages)
        book.check.same(f"Observaciones: {record['texto']}", True, found)


def compare_summary(book, records):
    facts_shown = {row[0].value: row[1] for row in book.book["Resumen"].iter_rows() if row[0].value}
    for name, value in (records[0]["documento"] if records else {}).items():
        if label(name) in facts_shown and not isinstance(value, (dict, list)):
            book.scalar(f"Resumen {name}", value, facts_shown[label(name)])
    if records:
        book.scalar("Resumen archivo", records[0]["origen"]["archivo"], facts_shown["Archivo"])


def compare(path, lines, check, layout=True):
    """The workbook PATH against the LINES of the NDJSON; LAYOUT: what stays in sight, too."""
    book = Book(path, check, layout)
    records = [line for line in lines if line["registro"] != "desconocido"]
    names = book.book.sheetnames
    check.same("first sheet", "Resumen", names[0])
    wides = {}
    for number, record in facts.numbered(records):
        kind = record["registro"]
        wides.setdefault(kind, Wide(book, kind))
        compare_record(book, wides[kind], number, record)
    for kind, wide in wides.items():
        count = sum(record["registro"] == kind for record in records)
        check.same(f"rows of {kind}", count, len(wide.rows))
    compare_figures(book, records)
    compare_items(book, records, wides)
    compare_unknown(book, [line for line in lines if line["registro"] == "desconocido"])
    if len({record["origen"]["archivo"] for record in records}) == 1:
        compare_summary(book, records)


def main():
    check = facts.Check()
    compare(sys.argv[1], facts.read(sys.argv[2]), check)
    return check.exit_status(sys.argv[1])


if __name__ == "__main__":
    sys.exit(main())

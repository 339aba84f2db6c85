#!/usr/bin/python3
"""read_sipot.py WORKBOOK NDJSON LAYOUT: opens what `-t sipot` wrote with openpyxl, checks that every
cell is where the transparency platform looks for it, and compares the rows with the NDJSON."""
import calendar
import datetime
import sys

import openpyxl

import facts

FIRST_ROW = 8


def read_layout(path):
    """[(field, type, id, name, options)]"""
    columns = []
    for line in open(path, encoding="utf-8"):
        words = line.split(None, 5)
        if words and words[0] == "column":
            columns.append((words[1], words[2], "" if words[3] == "-" else words[3],
                            words[5].strip(), []))
        elif words and words[0] == "option":
            columns[-1][4].append(line.split(None, 1)[1].strip())
    return columns


def value(record, series, momento):
    document = record["documento"]
    cells = record[series] or {}
    digits = cells.get(momento, {}).get("t" + document["trimestre"])
    return None if digits is None else digits


def expected(record):
    """What the report says of each field of the form."""
    document = record["documento"]
    year, quarter = int(document["ejercicio"]), int(document["trimestre"])
    last = calendar.monthrange(year, quarter * 3)[1]
    issued = document["emitido"]
    return {
        "ejercicio": str(year),
        "fecha_inicio": datetime.datetime(year, quarter * 3 - 2, 1),
        "fecha_termino": datetime.datetime(year, quarter * 3, last),
        "nombre_programa": (record["programa"] or {}).get("nombre"),
        "nombre_indicador": record["meta"],
        "unidad_medida": record["unidad_medida"],
        "metas_programadas": value(record, "met", "original"),
        "metas_ajustadas": value(record, "met", "modificado"),
        "avance_metas": value(record, "met", "realizado"),
        "area_responsable": (record["unidad_administrativa"] or {}).get("nombre"),
        "fecha_actualizacion": issued and datetime.datetime.fromisoformat(issued[:10]),
        "nota": record["evaluacion"],
    }


def main():
    check = facts.Check()
    book = openpyxl.load_workbook(sys.argv[1])
    records = [r for r in facts.read(sys.argv[2]) if r["registro"] == "meta"]
    columns = read_layout(sys.argv[3])
    sheet = book["Reporte de Formatos"]
    check.same("first sheet", "Reporte de Formatos", book.sheetnames[0])
    check.same("rows", FIRST_ROW - 1 + len(records), sheet.max_row)
    check.same("columns", len(columns), sheet.max_column)
    check.same("A6", "Tabla Campos", sheet["A6"].value)
    for row, hidden in ((1, True), (2, False), (4, True), (5, True), (7, False)):
        check.same(f"row {row} is hidden", hidden, bool(sheet.row_dimensions[row].hidden))
    catalogues = [name for name in book.sheetnames if name.startswith("Hidden_")]
    check.same("catalogues", sum(bool(c[4]) for c in columns), len(catalogues))
    for place, (field, kind, number, name, options) in enumerate(columns, 1):
        check.same(f"{field}: kind", kind, sheet.cell(4, place).value)
        check.same(f"{field}: id", number or None, sheet.cell(5, place).value)
        check.same(f"{field}: name", name, sheet.cell(7, place).value)
        if options:
            hidden = book[catalogues.pop(0)]
            check.same(f"{field}: options", options, [row[0].value for row in hidden.iter_rows()])
            check.same(f"{field}: sheet is hidden", "hidden", hidden.sheet_state)
        for row, record in enumerate(records, FIRST_ROW):
            cell = sheet.cell(row, place)
            wanted = expected(record).get(field)
            if isinstance(wanted, facts.Figure):
                check.same(f"{field} {row}", str(wanted), cell.value.rstrip("%"))
            else:
                check.same(f"{field} {row}", "ND" if wanted is None else wanted, cell.value)
            if isinstance(wanted, datetime.datetime):
                check.same(f"{field} {row}: form", "dd/mm/yyyy", cell.number_format)
    return check.exit_status(sys.argv[1])


if __name__ == "__main__":
    sys.exit(main())

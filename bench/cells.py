#!/usr/bin/env python3
"""The cells of a workbook as lines, for cells.c: cells.py WORKBOOK.xlsx LIST

A line "sheet" begins a sheet; each other one is row, column, n or s (number or text) and the value,
between tabs; in texts, backslash, tab and end of line are \\\\, \\t and \\n."""
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def texts_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def column_of(reference):
    column = 0
    for letter in reference:
        if letter.isdigit():
            break
        column = column * 26 + ord(letter) - 64
    return column - 1


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "")


def cells_of(sheet, shared):
    row = 0
    for event, element in ElementTree.iterparse(sheet):
        if element.tag != MAIN + "row":
            continue
        row = int(element.get("r")) - 1
        for cell in element:
            kind, value = cell.get("t", "n"), cell.find(MAIN + "v")
            if kind == "inlineStr":
                yield row, column_of(cell.get("r")), "s", escaped(texts_of(cell))
            elif kind == "s":
                yield row, column_of(cell.get("r")), "s", shared[int(value.text)]
            elif kind == "n" and value is not None:
                yield row, column_of(cell.get("r")), "n", value.text
        element.clear()


def main(workbook, path):
    with zipfile.ZipFile(workbook) as book, open(path, "w", encoding="utf-8") as out:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            for _, element in ElementTree.iterparse(book.open("xl/sharedStrings.xml")):
                if element.tag == MAIN + "si":
                    shared.append(escaped(texts_of(element)))
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sorted(sheets, key=lambda text: int("".join(filter(str.isdigit, text)))):
            out.write("sheet\n")
            for cell in cells_of(book.open(name), shared):
                out.write("%d\t%d\t%s\t%s\n" % cell)


main(*sys.argv[1:])

#!/usr/bin/env python3
"""run_xlsx.py READER PROGRAM DOCUMENT...: every cell of the workbook of each document against its
NDJSON, read by openpyxl: the workbook itself (READER openpyxl), or what LibreOffice makes of it when
it opens and saves it (READER libreoffice)."""
import os
import shutil
import subprocess
import sys

import convert
import facts


def resaved(one, workbook):
    folder = one.work / (workbook.stem + "-libreoffice")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{one.work}/perfil",
                    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, workbook],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env=dict(os.environ, HOME=str(one.work)))
    return folder / workbook.name


def main():
    reader, program, *documents = sys.argv[1:]
    try:
        import read_xlsx
    except ImportError:
        convert.skip("python3-openpyxl is not installed")
    if reader == "libreoffice":
        if not shutil.which("soffice"):
            convert.skip("LibreOffice is not installed")
        documents = convert.of_each_grammar(documents)[:2]
    check = facts.Check()
    with convert.converter(program) as one:
        for document in documents:
            workbook = one.write([document], ".xlsx")
            if reader == "libreoffice":
                workbook = resaved(one, workbook)
            read_xlsx.compare(workbook, one.records([document]), check, reader == "openpyxl")
    return check.exit_status(reader)


if __name__ == "__main__":
    sys.exit(main())

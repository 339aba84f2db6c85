#!/usr/bin/env python3
"""run_csv.py PROGRAM DOCUMENT...: the tables of every document, alone and with others and under each
option, against datapackage.json and the NDJSON of the same documents."""
import csv
import subprocess
import sys

import convert
import facts
import read_csv

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def check_safe(check, folder):
    """No cell that a spreadsheet would run."""
    for path in folder.glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    risky = cell.startswith(FORMULA) and not read_csv.NUMBER.fullmatch(cell.rstrip("%"))
                    check.same(f"{path.name}: {cell!r}", False, risky)


def check_single(check, one, documents, folder):
    """--table NAME is the file of the folder."""
    for path in sorted(folder.glob("*.csv")):
        done = subprocess.run([one.program, "convert", *documents, "-q", "--table", path.stem],
                              check=True, stdout=subprocess.PIPE)
        check.same(f"--table {path.stem}", True, done.stdout == path.read_bytes())


def main():
    program, *documents = sys.argv[1:]
    check = facts.Check()
    with convert.converter(program) as one:
        groups = convert.by_grammar(documents)
        for some in groups + [[document] for document in documents]:
            read_csv.compare(one.tables(some), one.write(some, ".ndjson"), check)
        for options in (["--bom"], ["--delimiter", ";"], ["--delimiter", "tab", "--bom"]):
            read_csv.compare(one.tables(groups[0], *options), one.write(groups[0], ".ndjson"),
                             check)
            read_csv.compare(one.tables(documents, *options), None, check)
        check_safe(check, one.tables(documents, "--excel-safe"))
        check_single(check, one, groups[0], one.tables(groups[0]))
    return check.exit_status("CSV")


if __name__ == "__main__":
    sys.exit(main())

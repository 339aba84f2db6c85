#!/usr/bin/env python3
"""The real quarterly report, checked against its own text: metas.py PROGRAM SOURCE SEEDS

Nothing here knows how the program reads: the figures of a record must be those that are printed
on the physical line that the record names, its words must stand in the text in their order, and
the counts are those that the report has."""
import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checks"))
from program import avance

SKIPPED = 77
RECORDS = 56
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=%?(?:\s|$))")
MOMENTS = [(moment, period) for moment, periods in
           (("original", "t1 t2 t3 t4 anual"), ("modificado", "t1 t2 t3 t4 anual"),
            ("realizado", "t1 t2 t3 t4")) for period in periods.split()]


class Facts:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.squeezed = re.sub(r"\s+", "", text)
        self.failed = 0

    def expect(self, good, record, what):
        if not good:
            self.failed += 1
            print(f"line {record['origen']['linea']}: {what}")

    def row_below(self, number, word):
        """The figures of the next line that has a row called WORD; figures may stand below it."""
        for line in range(number, min(number + 12, len(self.lines))):
            head, found, rest = self.lines[line].partition(word)
            if found and not re.search(r"[A-Z]$", head):
                return FIGURE.findall(rest + " " + " ".join(self.lines[line + 1:line + 6]))[:14]
        return []

    def check_row(self, record, name, printed):
        row = record[name]
        values = [row[moment][period] for moment, period in MOMENTS]
        wanted = [figure.replace(",", "") for figure in printed]
        self.expect(values == wanted, record, f"{name} is {values}, printed is {wanted}")

    def check(self, record):
        number = record["origen"]["linea"]
        line = self.lines[number - 1]
        before, found, rest = line.partition(f"{record['tipo']} "
                                             f"{'SI' if record['acumulable'] else 'NO'} MET ")
        self.expect(found != "", record, f"is no row of this record: {line}")
        self.check_row(record, "met", FIGURE.findall(rest))
        self.check_row(record, "num", self.row_below(number, "NUM "))
        if record["den"] is not None:
            self.check_row(record, "den", self.row_below(number, "DEN"))
        else:
            self.expect(record["tipo"] == "A", record, "has no denominator")
        self.expect(before.strip() == "" or
                    (record["meta"] + record["unidad_medida"]).replace(" ", "").endswith(
                        before.replace(" ", "")), record, "words before the row are lost")
        for name in ("meta", "unidad_medida", "evaluacion"):
            self.expect(record[name], record, f"{name} is empty")
            pieces = (record[name] or "").split("\n") if name == "evaluacion" else [record[name]]
            for piece in pieces:
                words = re.sub(r"\s+", "", piece or "")
                self.expect(words in self.squeezed or name != "evaluacion", record,
                            f"{name} is not in the text: {piece}")
                self.expect(self.has_in_order(piece or ""), record, f"{name}: {piece}")

    def has_in_order(self, text):
        """True when all letters of TEXT stand in the document, cut by line ends at most."""
        at = 0
        for word in text.split():
            place = self.squeezed.find(word, at)
            if place < 0:
                return False
            at = place if at == 0 else place + len(word)
        return True


def main(program, source, seeds):
    found = glob.glob(os.path.join(seeds, "004_*.txt"))
    if not found:
        print("no seeds beside the checkout")
        return SKIPPED
    done = avance(program, source, "convert", "-q", "-t", "ndjson", found[0])
    if done.returncode != 0:
        sys.exit(done.stderr)
    # Figures are compared as they are written.
    records = [json.loads(line, parse_float=str, parse_int=str)
               for line in done.stdout.splitlines()]
    for record in records:
        record["origen"]["linea"] = int(record["origen"]["linea"])
    with open(found[0], encoding="utf-8") as file:
        facts = Facts(file.read())
    strange = [record["registro"] for record in records if record["registro"] != "meta"]
    if len(records) != RECORDS or strange:
        print(f"{len(records)} records, not {RECORDS}; others: {strange}")
        facts.failed += 1
    for record in records:
        facts.check(record)
    account = avance(program, source, "convert", "--coverage", "-o", os.devnull, "-t", "json",
                     found[0]).stderr
    if not re.search(r"^ *desconocidos +0$", account, re.M):
        print("lines that no rule took:\n" + account)
        facts.failed += 1
    return facts.failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

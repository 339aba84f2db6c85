#!/usr/bin/env python3
"""The real documents, and what was found in them by hand: seed.py PROGRAM SOURCE SEEDS

Of the quarterly report the lines are those of the MET rows, but for what is said of a text, which stands at the text."""
import collections
import glob
import json
import os
import sys

from program import avance

SKIPPED = 77

# Counted by hand on the report.
NOTHING_PLANNED = [16, 67, 87, 103, 180, 201, 223, 303, 352, 435, 602, 667, 710, 752, 822, 960,
                   1065, 1106, 1123, 1139, 1174]
# Line of MET: what it is on the original target and on the modified one.
TWO_PERCENTAGES = {36: ("40.00%", "100.00%"), 396: ("100.00%", "—"), 456: ("362.22%", "108.66%"),
                   515: ("78.00%", "130.00%"), 864: ("25.00%", "50.00%"),
                   882: ("25.00%", "50.00%"), 1197: ("0.00%", "—")}
# Line of the text: its record, and what it says that is so of the modified target only.
TEXTS_OF_THE_MODIFIED = {45: (36, "META CUMPLIDA"), 464: (456, "REBASANDO LA META CON 78"),
                         523: (515, "REBASÓ LA META CON 9"), 872: (864, "LA META DE DOS"),
                         890: (882, "LA META DE DOS"), 1205: (1197, "NO SE PROGRAMÓ")}
OTHERS = {"trimestre-atipico": [1219, 1219], "programado-sin-realizar": [1197]}
# Of the others, what is at least a warning: line and code.
SIBLINGS = {"000": [], "001": [(88, "numero-repetido")],
            "002": [(44, "porcentaje-conteos"), (74, "corte-traslapado")], "003": []}


def check_sibling(program, source, seeds, number, wanted):
    path, = glob.glob(os.path.join(seeds, f"{number}_*.txt"))
    done = avance(program, source, "check", "--level", "warning", "--format", "json", path)
    found = [(finding["linea"], finding["codigo"]) for finding in json.loads(done.stdout)]
    if done.returncode != 0 or found != wanted:
        print(f"{number}: status {done.returncode}, found {found}, not {wanted}")
    return done.returncode == 0 and found == wanted


def main(program, source, seeds):
    found = glob.glob(os.path.join(seeds, "004_*.txt"))
    if not found:
        print("no seeds beside the checkout")
        return SKIPPED
    done = avance(program, source, "check", "--format", "json", found[0])
    findings = json.loads(done.stdout)
    lines = collections.defaultdict(list)
    failed = sum(not check_sibling(program, source, seeds, number, wanted)
                 for number, wanted in SIBLINGS.items())
    messages = {}
    for finding in findings:
        lines[finding["codigo"]].append(finding["linea"])
        messages[finding["codigo"], finding["linea"]] = finding["mensaje"]

    def expect(good, what):
        nonlocal failed
        if not good:
            failed += 1
            print(what)

    expect(done.returncode == 0, f"status {done.returncode}")
    expect(not [f for f in findings if f["nivel"] == "error"], "there are false alarms")
    wanted = dict(OTHERS, **{"no-programada": NOTHING_PLANNED,
                             "original-modificado": list(TWO_PERCENTAGES),
                             "texto-modificado": list(TEXTS_OF_THE_MODIFIED)})
    expect(lines == wanted, f"found {dict(lines)}, not {wanted}")
    for line, percentages in TWO_PERCENTAGES.items():
        said = messages.get(("original-modificado", line), "")
        expect(all(percentage in said for percentage in percentages), f"line {line}: {said}")
    for line, (_, words) in TEXTS_OF_THE_MODIFIED.items():
        said = messages.get(("texto-modificado", line), "")
        expect(f"«{words}»" in said, f"line {line}: {said}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

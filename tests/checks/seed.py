#!/usr/bin/env python3
"""The real documents, and what was found in them by hand: seed.py PROGRAM SOURCE SEEDS

Of the quarterly report the lines are those of the MET rows, but for what is said of a text, which
stands at the text."""
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
# How its 56 metas stand, counted from the MET rows of the text line by line: done over planned of the
# first quarter, original and modified. Not planned, low, within, high.
STATES = {"90-110": ((21, 9, 24, 2), (23, 6, 25, 2)), "100-80": ((21, 7, 25, 3), (23, 4, 25, 4)),
          "90-70": ((21, 5, 4, 26), (23, 3, 3, 27))}
STATES_BY = {"unidad_administrativa": {
                 "001": ((7, 1, 4, 1), (7, 0, 5, 1)), "002": ((2, 0, 2, 0), (2, 0, 2, 0)),
                 "003": ((0, 0, 2, 0), (1, 0, 1, 0)), "004": ((1, 4, 1, 1), (1, 3, 2, 1)),
                 "005": ((0, 0, 3, 0), (0, 0, 3, 0)), "006": ((6, 2, 7, 0), (6, 2, 7, 0)),
                 "008": ((5, 2, 4, 0), (6, 1, 4, 0)), "009": ((0, 0, 1, 0), (0, 0, 1, 0))},
             "programa": {"E306E05": ((12, 5, 14, 0), (14, 3, 14, 0)),
                          "E408E04": ((9, 4, 10, 2), (9, 3, 11, 2))}}
# Line of MET: low or high on the original target, or otherwise on the modified one.
STATES_AT = {36: "bajo en_rango", 161: "alto alto", 396: "en_rango no_programada",
             413: "bajo bajo", 456: "alto en_rango", 469: "bajo bajo", 480: "bajo bajo",
             515: "bajo alto", 864: "bajo bajo", 882: "bajo bajo", 1154: "bajo bajo",
             1197: "bajo no_programada"}
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


def states_of(program, source, path, bounds):
    done = avance(program, source, "convert", "-q", "-t", "ndjson", "--semaforo", bounds, path)
    return [json.loads(line) for line in done.stdout.splitlines()]


def counted(records):
    """How many are not planned, low, within and high: on the original and on the modified."""
    names = ("no_programada", "bajo", "en_rango", "alto")
    return tuple(tuple(sum(record[base] == name for record in records) for name in names)
                 for base in ("estado_original", "estado_modificado"))


def check_states(program, source, path):
    failed = 0
    for bounds, wanted in STATES.items():
        found = counted(states_of(program, source, path, bounds))
        if found != wanted:
            failed += 1
            print(f"states {bounds}: {found}, not {wanted}")
    records = states_of(program, source, path, "90-110")
    for level, groups in STATES_BY.items():
        found = {key: counted([r for r in records if r[level]["clave"] == key])
                 for key in {r[level]["clave"] for r in records}}
        if found != groups:
            failed += 1
            print(f"states by {level}: {found}")
    at = {r["origen"]["linea"]: f"{r['estado_original']} {r['estado_modificado']}"
          for r in records}
    odd = {line: states for line, states in at.items()
           if states not in ("en_rango en_rango", "no_programada no_programada")}
    if odd != STATES_AT:
        failed += 1
        print(f"states: {odd}")
    return failed


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
    failed += check_states(program, source, found[0])
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
        expect(f"«{words}" in said, f"line {line}: {said}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
"""Edits one figure of a sound report, 200 times over, and asks what the checks see:

  mutate.py PROGRAM SOURCE

An edit is one digit changed, two cells of a row swapped, or a row cut out. Each one must be found
(a finding that the sound report does not have, or the text refused), or the rules must hold for
the edited text as well: they are worked out here once more, from the printed rows alone, by
fractions. Both numbers are printed. What is neither is a hole in a check, and fails the test."""
import collections
import json
import os
import random
import re
import sys
import tempfile
from fractions import Fraction

from program import avance

# Why no rule can see an edit of a quotient's rows.
OVER_ZERO = "DEN is zero, and of a quotient over zero nothing is known"
NOTHING_DONE = "NUM is zero, and so MET is zero whatever DEN is"
ROUNDED = "MET is rounded to what it was before"
EDITS = 200
# Found by an error, a warning, a note; refused; and those that break no rule, with the reason of each.
NUMBERS = {"error": 174, "aviso": 11, "nota": 1, "refused": 0, "undetectable": 14}
REASONS = {OVER_ZERO: 10, NOTHING_DONE: 3, ROUNDED: 1}
SEED = 7
LEVELS = ("nota", "aviso", "error")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=%|\s|$)")
ROW = re.compile(r"(?:(?P<avance>[\d.,]+)% ?)?(?:.*?(?P<tipo>[AP]) (?P<acumulable>SI|NO) )?"
                 r"(?P<row>MET|NUM|DEN)(?P<cells>(?: [\d.,]+%?)*)$")
CELLS = re.compile(r"[\d.,]+(?: [\d.,]+){13}$")
QUARTERS = {"PRIMERO": 1, "SEGUNDO": 2, "TERCERO": 3, "CUARTO": 4}


# ---- the rules, on the printed rows ---------------------------------------------

def value(text):
    return Fraction(text.replace(",", "").rstrip("%"))


def read_rows(lines):
    """The records of a text: kind, rows and percentage, as printed."""
    records, current = [], None
    for line in lines:
        alone = re.fullmatch(r"([\d.,]+)%", line.strip())
        found = ROW.match(line.strip())
        if found and found["row"] == "MET" and found["tipo"]:
            current = {"tipo": found["tipo"], "acumulable": found["acumulable"], "avance": None}
            records.append(current)
        if current and found:
            current[found["row"]] = [value(cell) for cell in found["cells"].split()]
            if found["avance"]:
                current["avance"] = value(found["avance"])
        elif current and alone:
            current["avance"] = value(alone.group(1))
        elif current and CELLS.match(line.strip()) and not current.get("DEN"):
            current["DEN"] = [value(cell) for cell in line.split()]
    return records


def truncated(fraction):
    return Fraction(int(fraction * 100), 100)


def last_planned(quarters):
    planned = [figure for figure in quarters if figure]
    return planned[-1] if planned else 0


def outlies(quarters):
    planned = [figure for figure in quarters if figure]
    if len(planned) < 3:
        return False
    common, count = collections.Counter(planned).most_common(1)[0]
    if count != len(planned) - 1:
        return False
    odd = next(figure for figure in planned if figure != common)
    return odd >= 5 * common or common >= 5 * odd


def annual_is_good(record, row, start):
    quarters, annual = row[start:start + 4], row[start + 4]
    if record["acumulable"] == "NO":
        return annual == last_planned(quarters)
    if record["tipo"] == "P":
        return annual in (sum(quarters), last_planned(quarters))
    return annual == sum(quarters)


def holds(record, quarter):
    """True when no rule has anything to say about the record that the sound one does not say."""
    met, num, den = record.get("MET"), record.get("NUM"), record.get("DEN") or []
    if not met or not num or len(met) != 14 or len(num) != 14:
        return False
    if record["tipo"] == "A" and (met != num or den):
        return False
    if record["tipo"] == "P" and len(den) != 14:
        return False
    if record["tipo"] == "P" and any(
            over and abs(target - part / over * 100) > Fraction(1, 100)
            for target, part, over in zip(met, num, den)):
        return False
    planned, modified, done = met[quarter - 1], met[quarter + 4], met[quarter + 9]
    if record["avance"] is None or \
            record["avance"] != (truncated(done / planned * 100) if planned else 0):
        return False
    return (annual_is_good(record, met, 0) and annual_is_good(record, met, 5) and
            not any(met[10 + quarter:]) and not any(num[10 + quarter:]) and
            not outlies(met[0:4]) and not outlies(met[5:9]))


def notes(record, quarter):
    """What is said about a record without any rule being broken: what was planned and done."""
    met = record["MET"]
    planned, modified, done = met[quarter - 1], met[quarter + 4], met[quarter + 9]
    return ((planned, modified) if planned != modified else None, planned == 0, done == 0)


def rules_say_the_same(sound, edited, quarter):
    before, after = read_rows(sound), read_rows(edited)
    return len(before) == len(after) and all(
        holds(new, quarter) and notes(old, quarter) == notes(new, quarter)
        for old, new in zip(before, after))


def why_unseen(sound, edited):
    """The reason for the first cell that is no longer what it was."""
    for old, new in zip(read_rows(sound), read_rows(edited)):
        if old == new:
            continue
        cells = zip(zip(old["MET"], old["NUM"], old["DEN"]), zip(new["MET"], new["NUM"], new["DEN"]))
        changed = [cell for before, cell in cells if before != cell]
        if any(den == 0 for _, _, den in changed):
            return OVER_ZERO
        return NOTHING_DONE if any(num == 0 for _, num, _ in changed) else ROUNDED
    return None


# ---- the edits --------------------------------------------------------------------

def rows_of(lines):
    """Indexes of the lines that have figures of a record."""
    return [i for i, line in enumerate(lines)
            if CELLS.match(line.strip()) or re.fullmatch(r"[\d.,]+%", line.strip()) or
            (ROW.match(line.strip()) and FIGURE.search(line))]


def figures_of(line):
    start = max((line.find(word) for word in ("MET ", "NUM ", "DEN ")), default=-1)
    found = [match for match in FIGURE.finditer(line) if match.start() > start]
    percentage = re.match(r"[\d.,]+(?=%)", line)
    return found, percentage


def change_digit(chance, lines, index):
    found, percentage = figures_of(lines[index])
    spans = [match.span() for match in found] + ([percentage.span()] if percentage else [])
    start, end = chance.choice(spans)
    at = chance.choice([i for i in range(start, end) if lines[index][i].isdigit()])
    digit = chance.choice([d for d in "0123456789" if d != lines[index][at]])
    lines[index] = lines[index][:at] + digit + lines[index][at + 1:]
    return f"digit {at} becomes {digit}"


def swap_cells(chance, lines, index):
    found, _ = figures_of(lines[index])
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1:]
             if value(a.group()) != value(b.group())]
    if not pairs:
        return None
    first, second = chance.choice(pairs)
    line = lines[index]
    lines[index] = (line[:first.start()] + second.group() + line[first.end():second.start()] +
                    first.group() + line[second.end():])
    return f"{first.group()} and {second.group()} change places"


def cut_row(_, lines, index):
    del lines[index]
    return "the row is cut"


def edits_of(sound):
    """EDITS texts that differ from the sound one, with what was done to each."""
    chance, made, seen = random.Random(SEED), [], {"\n".join(sound)}
    rows = rows_of(sound)
    while len(made) < EDITS:
        lines, index = list(sound), chance.choice(rows)
        edit = chance.choices([change_digit, swap_cells, cut_row], [12, 6, 1])[0]
        what = edit(chance, lines, index)
        text = "\n".join(lines)
        if what and text not in seen:
            seen.add(text)
            made.append((f"line {index + 1}: {what}", lines))
    return made


# ---- the run ------------------------------------------------------------------------

def findings_of(program, source, folder):
    done = avance(program, source, "check", "-q", "--format", "json", folder)
    found = collections.defaultdict(list)
    for finding in json.loads(done.stdout):
        found[os.path.basename(finding["archivo"])].append(finding)
    refused = {name for name in os.listdir(folder) if f"/{name}:" in done.stderr}
    return found, refused


def gravest_new(sound, edited):
    """The gravest level of what EDITED has and SOUND has not; lines may have moved."""
    def key(finding):
        return tuple(finding[name] for name in ("nivel", "codigo", "mensaje"))
    new = collections.Counter(map(key, edited)) - collections.Counter(map(key, sound))
    return max((LEVELS.index(nivel) for nivel, _, _ in new), default=None)


def main(program, source):
    path = os.path.join(source, "fixtures/etca-iii-04/informe-trimestral.txt")
    with open(path, encoding="utf-8") as file:
        sound = file.read().split("\n")
    quarter = next(QUARTERS[word] for line in sound for word in QUARTERS
                   if line.strip() == f"TRIMESTRE: {word}")
    if not all(holds(record, quarter) for record in read_rows(sound)):
        sys.exit("the fixture is not sound, or it is not read")
    edits = edits_of(sound)
    with tempfile.TemporaryDirectory() as folder:
        for number, lines in enumerate([sound] + [lines for _, lines in edits]):
            with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
        found, refused = findings_of(program, source, folder)
    counts, reasons, holes = collections.Counter(), collections.Counter(), []
    for number, (what, lines) in enumerate(edits, 1):
        level = gravest_new(found["0.txt"], found[f"{number}.txt"])
        if f"{number}.txt" in refused:
            counts["refused"] += 1
        elif level is not None:
            counts[LEVELS[level]] += 1
        elif rules_say_the_same(sound, lines, quarter):
            counts["undetectable"] += 1
            reasons[why_unseen(sound, lines)] += 1
        else:
            holes.append(what)
    seen = EDITS - counts["undetectable"] - len(holes)
    print(f"{EDITS} edits: {seen} found ({counts['error']} by an error, {counts['aviso']} by a "
          f"warning, {counts['nota']} by a note, {counts['refused']} refused), "
          f"{counts['undetectable']} that no rule can see, {len(holes)} missed")
    for what in holes:
        print(f"missed: {what}")
    for reason, number in sorted(reasons.items()):
        print(f"{number} that no rule can see: {reason}")
    if any(counts[name] != number for name, number in NUMBERS.items()) or reasons != REASONS:
        print(f"the numbers were {NUMBERS}, {REASONS}")
        return 1
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

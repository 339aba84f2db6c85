"""What the NDJSON of a report says, for the readers of other outputs to compare with.

Figures stay text: a float would hide what this is meant to find."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_MEMBERS = ("registro", "documento", "origen")


class Figure(str):
    """The digits of a JSON number."""


def read(path):
    """The records of an NDJSON file, numbers as Figure."""
    with open(path, encoding="utf-8", newline="\n") as lines:
        return [json.loads(line, parse_float=Figure, parse_int=Figure) for line in lines]


def package(folder):
    """The datapackage.json of a folder of tables."""
    return json.loads((pathlib.Path(folder) / "datapackage.json").read_text(encoding="utf-8"))


def numbered(records):
    """Pairs (number, record); each kind of registro counts from 1, as tables do."""
    counts = {}
    for record in records:
        kind = record["registro"]
        counts[kind] = counts.get(kind, 0) + 1
        yield counts[kind], record


def is_series(value):
    return (isinstance(value, dict) and value
            and all(isinstance(part, dict) for part in value.values()))


def is_period(value):
    return isinstance(value, dict) and set(value) == {"inicio", "fin", "impreso"}


def figures(series):
    """(momento, periodo, is a percentage, digits or None) of each figure."""
    for momento, cells in series.items():
        for periodo, digits in cells.items():
            percent = periodo.endswith("_pct")
            yield momento, periodo.removesuffix("_pct"), percent, digits


def plain(value):
    """A scalar as a table says it; None stays None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_period(value):
        return value["inicio"] + "/" + value["fin"]
    return value


def labels():
    """Spanish labels by field name, from the library's vocabulary."""
    text = (ROOT / "lib/base/fields.def").read_text(encoding="utf-8")
    found = re.findall(r'AVN_VOCABULARY\((\w+),\s*\w+,\s*"([^"]*)"', text)
    return dict(found)


class Check:
    """Counts comparisons and keeps what differs."""

    def __init__(self):
        self.compared = 0
        self.wrong = []

    def same(self, where, expected, found):
        self.compared += 1
        if expected != found:
            self.wrong.append(f"{where}: expected {expected!r}, found {found!r}")

    def exit_status(self, what):
        for line in self.wrong[:40]:
            print(line)
        print(f"{what}: {self.compared} facts compared, {len(self.wrong)} differ")
        return 1 if self.wrong or self.compared == 0 else 0

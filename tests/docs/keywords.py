#!/usr/bin/env python3
"""Every word of the grammars' language stands in the reference: keywords.py SOURCE

The table of lib/grammar/keywords.c has them all; each must have its row, and each of its sub-lines
must stand in that row, of the table "Todas las palabras" of docs/gramatica-referencia.md. The
attributes of `line` are those that compile_line.c knows."""
import os
import re
import sys

source = sys.argv[1]


def read(*path):
    with open(os.path.join(source, *path), encoding="utf-8") as file:
        return file.read()


def rows_of_page():
    table = read("docs", "gramatica-referencia.md").split("## Todas las palabras")[1]
    rows = {}
    for line in table.split("\n"):
        match = re.match(r"\| `([^`]+)` \|(.*)\|$", line)
        if match:
            rows[match.group(1)] = match.group(2)
    return rows


def keywords():
    text = read("lib", "grammar", "keywords.c")
    block = re.search(r'#define BLOCK_SUBS "([^"]+)"', text).group(1)
    found = {}
    for name, subs in re.findall(r'\{ "(\w+)", \d, \w+, \w+,\s*(BLOCK_SUBS|"[^"]*")', text):
        words = (block if subs == "BLOCK_SUBS" else subs.strip('"')).split()
        found.setdefault(name, set()).update(words)
    return found


def main():
    rows, missing = rows_of_page(), []
    known = keywords()
    assert "grammar" in known and "set" in known["record"], "the table was not understood"
    # What level and record share with document stands in its row; leads and rows are of records.
    shared = rows.get("document", "")
    for name, subs in known.items():
        row = rows.get(name)
        if row is None:
            missing.append(name)
            continue
        if name in ("level", "record"):
            row += shared
        if name in ("document", "level"):
            subs = subs - {"row", "lead", "needs"}
        missing += [f"{name}: {sub}" for sub in sorted(subs)
                    if not re.search(r"`" + re.escape(sub).replace(r"\|", r"\\?\|") + r"`", row)]
    for attribute in re.findall(r'avn_str_is\(word, "(\w+)"\)', read("lib", "grammar",
                                                                    "compile_line.c")):
        if f"`{attribute}`" not in rows.get("line", ""):
            missing.append(f"line: {attribute}")
    for word in missing:
        print(f"docs/gramatica-referencia.md does not have: {word}")
    sys.exit(1 if missing else 0)


main()

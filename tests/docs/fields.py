#!/usr/bin/env python3
"""The page of the vocabulary, made from the table that the library is built with:

  fields.py SOURCE           prints what docs/campos.md should be
  fields.py SOURCE --check   compares the page; with BLESS set, writes it"""
import difflib
import os
import re
import sys

ENTRY = re.compile(r'AVN_VOCABULARY\(\s*(\w+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"\)')
SECTIONS = {
    "the document": "El documento",
    "who": "Quién",
    "the order of a plan": "El orden de un plan",
    "what is promised and what was done": "Lo prometido y lo hecho",
    "words in rows": "Textos y listas",
    "columns that every output has": "Columnas de todas las salidas",
}
HEAD = """# Los campos

Un nombre de campo significa lo mismo en todas las gramáticas. Esta es la lista de los nombres que
`avance` conoce, con su tipo y con lo que se lee en los encabezados de las hojas. Una gramática puede
usar otros nombres, que serán de tipo `text` mientras ella no diga otra cosa con
[`type`](gramatica-referencia.md#type). Los tipos se explican en
[la referencia de las gramáticas](gramatica-referencia.md#tipos).

La página se escribe a partir de `lib/base/fields.def` y una prueba las mantiene iguales. Para
agregar un nombre, agregue su renglón ahí y ejecute `BLESS=1 ctest --preset asan -R docs.vocabulary`.
"""


def page(source):
    with open(os.path.join(source, "lib/base/fields.def"), encoding="utf-8") as file:
        text = file.read()
    parts = [HEAD]
    pieces = re.split(r"^/\* (.*?) \*/$", text, flags=re.M | re.S)
    for comment, entries in zip(pieces[1::2], pieces[2::2]):
        rows = ENTRY.findall(entries)
        if len(rows) != entries.count("AVN_VOCABULARY("):
            sys.exit(f"fields.def: some entry under \"{comment}\" does not read")
        if comment in SECTIONS: # other comments speak of one entry
            parts.append(f"\n## {SECTIONS[comment]}\n\n"
                         "| nombre | tipo | en español | en inglés |\n|---|---|---|---|\n")
        parts += [f"| `{name}` | `{kind.lower()}` | {spanish} | {english} |\n"
                  for name, kind, spanish, english in rows]
    return "".join(parts)


def main():
    source = sys.argv[1]
    made = page(source)
    if len(sys.argv) < 3:
        sys.stdout.write(made)
        return
    path = os.path.join(source, "docs/campos.md")
    if os.environ.get("BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(made)
        return
    with open(path, encoding="utf-8") as file:
        stands = file.read()
    sys.stdout.writelines(difflib.unified_diff(stands.splitlines(True), made.splitlines(True),
                                               "docs/campos.md", "lib/base/fields.def"))
    sys.exit(0 if stands == made else 1)


main()

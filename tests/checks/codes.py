#!/usr/bin/env python3
"""The page of the codes, made from what the program says of them:

  codes.py PROGRAM SOURCE           prints what docs/codigos.md should be
  codes.py PROGRAM SOURCE --check   compares the page; with BLESS set, writes it"""
import difflib
import json
import os
import sys

from program import avance

HEAD = """# Los códigos

Cada mensaje y cada hallazgo lleva entre corchetes un código que no cambia: sirve para filtrar
(`avance check --only CÓDIGO`) y para preguntar qué significa (`avance check --explain CÓDIGO`).
En lo que dicen, `%1` a `%4` son lo que cambia de un caso a otro.

La página se escribe a partir de lo que responde `avance check --codes` y una prueba las mantiene
iguales. Para cambiarla, cambie la regla en su gramática (o el mensaje en `lib/base/messages.def`) y
ejecute `BLESS=1 ctest --preset asan -R checks.codes`.
"""
LIBRARY = """
## De toda lectura

Lo que se dice de cualquier entrada, sea cual sea su gramática.
"""
TABLE = "\n| código | nivel | qué dice |\n|---|---|---|\n"


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def group(codes):
    """The entries of one code and level, which share their words, together."""
    groups = []
    for code in codes:
        if groups and (groups[-1][0]["codigo"], groups[-1][0]["nivel"]) == (code["codigo"],
                                                                            code["nivel"]):
            groups[-1].append(code)
        else:
            groups.append([code])
    return groups


def explained(entries):
    first = entries[0]
    parts = [f"\n### {first['codigo']}\n\n", f"**{first['nivel']}**: {first['mensaje']}\n"]
    if first["razon"]:
        parts.append(f"\n{first['razon']}\n")
    if first["ejemplo"]:
        parts.append(f"\nPor ejemplo: {first['ejemplo']}\n")
    if first["regla"]:
        rules = "".join(f"    {entry['regla']}\n" for entry in entries)
        parts.append(f"\n{rules}")
    return "".join(parts)


def page(codes):
    parts, grammar = [HEAD, LIBRARY], None
    library = group([code for code in codes if not code["gramatica"]])
    parts += [explained(entries) for entries in library if entries[0]["razon"]]
    parts.append("\n### Los demás\n" + TABLE)
    parts += [f"| `{e[0]['codigo']}` | {e[0]['nivel']} | "
              f"{'; '.join(dict.fromkeys(cell(x['mensaje']) for x in e))} |\n"
              for e in library if not e[0]["razon"]]
    for entries in group([code for code in codes if code["gramatica"]]):
        if entries[0]["gramatica"] != grammar:
            grammar = entries[0]["gramatica"]
            parts.append(f"\n## De la gramática `{grammar}`\n")
        parts.append(explained(entries))
    return "".join(parts)


def main(program, source, *check):
    made = page(json.loads(avance(program, source, "check", "--codes", "--format",
                                  "json").stdout))
    if not check:
        sys.stdout.write(made)
        return 0
    path = os.path.join(source, "docs/codigos.md")
    if os.environ.get("BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(made)
        return 0
    with open(path, encoding="utf-8") as file:
        stands = file.read()
    sys.stdout.writelines(difflib.unified_diff(stands.splitlines(True), made.splitlines(True),
                                               "docs/codigos.md", "avance check --codes"))
    return stands != made


sys.exit(main(*sys.argv[1:]))

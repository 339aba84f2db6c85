#!/usr/bin/env python3
"""run_package.py PROGRAM DOCUMENT...: the libraries of the Frictionless standard (datapackage and
tableschema) find the package of every set of tables valid, and damaged ones not."""
import csv
import sys

import convert
import facts


def rows_of(folder):
    counts = {}
    for resource in facts.package(folder)["resources"]:
        with open(folder / resource["path"], encoding=resource["encoding"], newline="") as file:
            counts[resource["name"]] = sum(1 for _ in csv.reader(
                file, delimiter=resource["dialect"]["delimiter"])) - 1
    return counts


def check_good(check, run, where, folder):
    said = run(folder)
    check.same(f"{where}: errors", [], said["errors"])
    check.same(f"{where}: rows", rows_of(folder), said["rows"])


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} lacks {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def a_row_of_no_document(folder):
    with open(folder / "observaciones.csv", "a", encoding="utf-8") as file:
        file.write("999999,nota,x,1,1,y\n")


# What must not pass, and how a set of tables gets it.
DAMAGES = {
    "a figure that is none": lambda f: edit(f, "valores.csv", ",met,original,t1,",
                                            ",met,original,t1,x"),
    "a row of no document": a_row_of_no_document,
    "a type that nobody knows": lambda f: edit(f, "datapackage.json", '"integer"', '"entero"'),
    "a header of other words": lambda f: edit(f, "metas.csv", "unidad_medida", "medida"),
    "a state that is none": lambda f: edit(f, "metas.csv", ",en_rango", ",regular"),
}


def main():
    program, *documents = sys.argv[1:]
    run = convert.node("check_package.cjs", "datapackage", "tableschema")
    check = facts.Check()
    with convert.converter(program) as one:
        check_good(check, run, "all documents", one.tables(documents))
        groups = convert.by_grammar(documents)
        check_good(check, run, "one kind", one.tables(groups[0]))
        check_good(check, run, "with ;", one.tables(groups[1], "--delimiter", ";"))
        for what, damage in DAMAGES.items():
            folder = one.tables(groups[0])
            damage(folder)
            check.same(f"{what} is found", False, run(folder)["valid"])
    return check.exit_status("datapackage")


if __name__ == "__main__":
    sys.exit(main())

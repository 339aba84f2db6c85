#!/usr/bin/env python3
"""run_pandas.py PROGRAM DOCUMENT...: pandas reads the CSV tables by the types of datapackage.json, and
the tables of the database, and finds the same cells in both: those of the NDJSON."""
import contextlib
import sqlite3
import sys

import convert
import facts

# What pandas is told for a type of the package; the others are left to parse_dates.
TYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "string": "string"}


def tables_of(pandas, folder):
    tables = {}
    for resource in facts.package(folder)["resources"]:
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        dates = [name for name, kind in fields.items() if kind not in TYPES]
        tables[resource["name"]] = pandas.read_csv(
            folder / resource["path"], encoding=resource["encoding"], keep_default_na=False,
            na_values=resource["schema"]["missingValues"], parse_dates=dates,
            dtype={name: TYPES[kind] for name, kind in fields.items() if kind in TYPES})
    return tables


def compare_records(pandas, check, tables, records):
    wide = tables["valores"].pivot(index="meta_id", columns=["dato", "momento", "periodo"],
                                   values="valor")
    for number, record in facts.numbered(records):
        row = tables["metas"].set_index("meta_id").loc[number]
        for name in ("meta", "unidad_medida", "tipo", "acumulable", "avance", "evaluacion"):
            found = None if pandas.isna(row[name]) else row[name]
            value = record[name]
            expected = float(value) if isinstance(value, facts.Figure) else value
            check.same(f"meta {number} {name}", expected, found)
        for name in ("dependencia", "unidad_administrativa", "programa", "actividad"):
            key = record[name] and record[name]["clave"]
            found = row[name + "_clave"]
            check.same(f"meta {number} {name}", key, None if pandas.isna(found) else found)
        for name in ("met", "num", "den"):
            for momento, periodo, _, digits in facts.figures(record[name] or {}):
                found = wide.loc[number, (name, momento, periodo)]
                check.same(f"meta {number} {name} {momento} {periodo}",
                           None if digits is None else float(digits),
                           None if pandas.isna(found) else found)


def compare_database(pandas, check, tables, path):
    with contextlib.closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            found = pandas.read_sql(f'SELECT * FROM "{name}" ORDER BY rowid', base)
            check.same(f"{name}: rows", len(table), len(found))
            for column in table.columns:
                kind = table[column].dtype
                cells = (pandas.to_datetime(found[column]) if str(kind).startswith("datetime")
                         else found[column].astype(kind))
                check.same(f"{name}.{column}", True, cells.equals(table[column]))


def main():
    program, *documents = sys.argv[1:]
    try:
        import pandas
    except ImportError:
        convert.skip("python3-pandas is not installed")
    check = facts.Check()
    with convert.converter(program) as one:
        some = [d for d in documents if any("met" in record for record in one.records([d]))]
        tables = tables_of(pandas, one.tables(some))
        compare_records(pandas, check, tables, one.records(some))
        compare_database(pandas, check, tables, one.write(some, ".sqlite"))
        for group in convert.by_grammar(documents):
            compare_database(pandas, check, tables_of(pandas, one.tables(group)),
                             one.write(group, ".sqlite"))
    return check.exit_status("pandas")


if __name__ == "__main__":
    sys.exit(main())

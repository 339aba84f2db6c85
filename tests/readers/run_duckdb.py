#!/usr/bin/env python3
"""run_duckdb.py PROGRAM DOCUMENT...: DuckDB reads metas.csv and valores.csv, joins them on meta_id, and
gets every figure that the NDJSON has."""
import decimal
import sys

import convert
import facts

TYPES = {"metas.meta_id": "BIGINT", "metas.unidad_administrativa_clave": "VARCHAR",
         "metas.avance": "DOUBLE", "valores.valor": "DOUBLE", "metas.acumulable": "BOOLEAN"}


def expected_rows(records):
    for number, record in facts.numbered(records):
        for name, value in record.items():
            if name in facts.NOT_MEMBERS or not facts.is_series(value):
                continue
            unit = record["unidad_administrativa"]
            for momento, periodo, _, digits in facts.figures(value):
                yield (number, unit and unit["clave"], name, momento, periodo,
                       None if digits is None else decimal.Decimal(digits))


def place_of(row):
    return tuple(str(part) for part in row[:5])


def main():
    program, *documents = sys.argv[1:]
    run = convert.node("check_duckdb.cjs", "@duckdb/node-api")
    check = facts.Check()
    with convert.converter(program) as one:
        some = [d for d in documents if any("met" in record for record in one.records([d]))]
        said = run(one.tables(some))
        expected = list(expected_rows(one.records(some)))
    check.same("there are figures", True, len(expected) > 100)
    found = [(int(row[0]), *row[1:5], None if row[5] is None else decimal.Decimal(row[5]))
             for row in said["rows"]]
    check.same("rows", len(expected), len(found))
    for one_row, other in zip(sorted(expected, key=place_of), sorted(found, key=place_of)):
        check.same(f"figure {one_row[:5]}", one_row, other)
    for column, kind in TYPES.items():
        check.same(f"type of {column}", kind, said["types"].get(column))
    return check.exit_status("DuckDB")


if __name__ == "__main__":
    sys.exit(main())

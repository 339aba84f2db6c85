#!/usr/bin/env python3
"""read_csv.py FOLDER [NDJSON]: loads the tables of `-t csv` with nothing but the standard library.

Checks that every table is as datapackage.json says, types and keys included, that every foreign key
of every row leads to a row, and that the tables say what the NDJSON of the same input says."""
import csv
import datetime
import json
import pathlib
import re
import sys

import facts

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def is_date(text, form):
    try:
        datetime.datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def is_typed(text, field):
    kind = field["type"]
    if kind == "integer":
        return re.fullmatch(r"-?[0-9]+", text) is not None
    if kind == "number":
        return NUMBER.fullmatch(text) is not None
    if kind == "boolean":
        return text in ("true", "false")
    if kind == "date":
        return is_date(text, "%Y-%m-%d")
    if kind == "datetime":
        return is_date(text, field["format"])
    return kind == "string"


def load(folder, check):
    """{name: (resource, rows as dicts)}; an empty cell is None."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with open(folder / resource["path"], encoding=resource["encoding"], newline="") as file:
            rows = list(csv.reader(file, delimiter=resource["dialect"]["delimiter"]))
        name = resource["name"]
        check.same(f"{name}: header", [field["name"] for field in fields], rows[0])
        tables[name] = (resource, [])
        for number, row in enumerate(rows[1:], 2):
            check.same(f"{name}:{number}: cells", len(fields), len(row))
            for text, field in zip(row, fields):
                where = f"{name}:{number}: {field['name']} = {text!r}"
                required = field.get("constraints", {}).get("required", False)
                check.same(where, True, is_typed(text, field) if text else not required)
            tables[name][1].append({f["name"]: text or None for text, f in zip(row, fields)})
    return tables


def check_keys(tables, check):
    for name, (resource, rows) in tables.items():
        schema = resource["schema"]
        key = schema.get("primaryKey", [])
        values = [tuple(row[column] for column in key) for row in rows] if key else []
        check.same(f"{name}: primary key", len(values), len(set(values)))
        for link in schema.get("foreignKeys", []):
            target = link["reference"]["resource"] or name
            there = {tuple(row[column] for column in link["reference"]["fields"])
                     for row in tables[target][1]}
            for number, row in enumerate(rows, 2):
                here = tuple(row[column] for column in link["fields"])
                if any(part is not None for part in here):
                    check.same(f"{name}:{number}: {here} in {target}", True, here in there)


class Facts:
    def __init__(self, tables, check):
        self.tables = tables
        self.check = check
        self.by_id = {}
        for name, (resource, rows) in tables.items():
            first = resource["schema"]["fields"][0]["name"]
            if first.endswith("_id") and name not in ("valores", "elementos", "observaciones"):
                if first != "documento_id" or name == "documentos":
                    self.by_id[first[:-3]] = (name, {row[first]: row for row in rows})

    def rows(self, name, **wanted):
        return [row for row in self.tables.get(name, (None, []))[1]
                if all(row.get(column) == value for column, value in wanted.items())]

    def scalar(self, where, row, name, value):
        if facts.is_period(value):
            self.check.same(where + " inicio", value["inicio"], row[name + "_inicio"])
            self.check.same(where + " fin", value["fin"], row[name + "_fin"])
            value = value["impreso"]
        self.check.same(where, facts.plain(value), row[name])

    def series(self, where, kind, number, name, series):
        owner = ({kind + "_id": number} if self.rows("valores") and
                 kind + "_id" in self.tables["valores"][1][0]
                 else {"tabla": self.by_id[kind][0], "registro_id": number})
        rows = self.rows("valores", dato=name, **owner)
        expected = sorted((m, p, str(digits)) for m, p, _, digits in facts.figures(series or {}))
        found = sorted((row["momento"], row["periodo"], str(row["valor"])) for row in rows)
        self.check.same(where, expected, found)
        for _, periodo, percent, digits in facts.figures(series or {}):
            if percent:
                flags = [row["porcentaje"] for row in rows
                         if row["periodo"] == periodo and row["valor"] == digits]
                self.check.same(f"{where} {periodo} %", True, "true" in flags)

    def items(self, where, kind, number, name, items):
        rows = self.rows("elementos", tabla=self.by_id[kind][0], registro_id=number, campo=name)
        self.check.same(where, [facts.plain(item) for item in items],
                        [row["valor"] for row in rows])

    def holder(self, where, row, name, value):
        """What a record stands under: a staying level, by its key, or a parent, by its id."""
        keys = [column for column in row if column.startswith(name + "_")]
        if name + "_id" in keys:
            if row[name + "_id"] is not None:
                for field, part in (value or {}).items():
                    self.scalar(f"{where}.{field}", self.by_id[name][1][row[name + "_id"]], field,
                                part)
            return
        for key in keys:
            part = value.get(key[len(name) + 1:]) if value else None
            self.check.same(f"{where} key", part, row[key])

    def level_names(self, where, row, kind, value):
        """Some row of the level, or of the block, KIND says all that VALUE says."""
        fields = {field: facts.plain(part) for field, part in (value or {}).items()
                  if not isinstance(part, (dict, list))}
        names = [self.by_id[kind][0]] if kind in self.by_id else [
            name for name, (resource, rows) in self.tables.items()
            if resource["schema"]["fields"][0]["name"] == "documento_id" and name != "documentos"
            and rows and set(fields) <= set(rows[0])]
        found = [name for name in names
                 if self.rows(name, documento_id=row["documento_id"], **fields)]
        self.check.same(f"{where}: a row with {fields}", True, bool(found))

    def unknown(self, record):
        """Words that no rule took: an observation of their line holds all of them."""
        rows = self.rows("observaciones", codigo="texto-desconocido",
                         linea=record["origen"]["linea"])
        self.check.same(f"unknown text of line {record['origen']['linea']}", True,
                        any(record["texto"] in row["mensaje"] for row in rows))

    def record(self, number, record):
        kind = record["registro"]
        table, rows = self.by_id[kind]
        row = rows[str(number)]
        where = f"{table} {number}"
        for name in ("pagina", "linea"):
            self.check.same(f"{where} {name}", record["origen"][name], row[name])
        document = self.by_id["documento"][1][row["documento_id"]]
        self.check.same(f"{where} archivo", record["origen"]["archivo"], document["archivo"])
        for name, value in record["documento"].items():
            self.scalar(f"{where} documento.{name}", document, name, value)
        for name, value in record.items():
            here = f"{where} {name}"
            if name in facts.NOT_MEMBERS:
                continue
            if isinstance(value, list):
                self.items(here, kind, str(number), name, value)
            elif facts.is_series(value):
                self.series(here, kind, str(number), name, value)
            elif name.endswith("_delimitadas") and name not in row:
                for item in self.rows("elementos", tabla=table, registro_id=str(number),
                                      campo=name.removesuffix("_delimitadas")):
                    self.check.same(here, facts.plain(value), item["delimitado"])
            elif name in row:
                self.scalar(here, row, name, value)
            elif isinstance(value, dict) or any(c.startswith(name + "_") for c in row):
                self.holder(here, row, name, value)
                if name + "_id" not in row and value:
                    self.level_names(here, row, name, value)
            elif name not in self.by_id:
                self.series(here, kind, str(number), name, value)


def compare(folder, ndjson, check):
    """The tables of FOLDER, and, where NDJSON is a path, what that file says against them."""
    tables = load(folder, check)
    check_keys(tables, check)
    if not ndjson:
        return
    found = Facts(tables, check)
    records = facts.read(ndjson)
    for number, record in facts.numbered(records):
        if record["registro"] == "desconocido":
            found.unknown(record)
        else:
            found.record(number, record)
    figures = sum(len(list(facts.figures(value))) for record in records
                  for name, value in record.items()
                  if facts.is_series(value) and name not in facts.NOT_MEMBERS)
    check.same("rows of valores", figures, len(found.rows("valores")))


def main():
    check = facts.Check()
    folder = pathlib.Path(sys.argv[1])
    compare(folder, sys.argv[2] if len(sys.argv) > 2 else None, check)
    return check.exit_status(str(folder))


if __name__ == "__main__":
    sys.exit(main())

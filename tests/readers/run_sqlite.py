#!/usr/bin/env python3
"""run_sqlite.py PROGRAM DOCUMENT...: SQLite itself looks into what -t sqlite made of a hundred files:
its cells against the CSV of the same documents, then the database after a second run of the same
files, after --replace, and after runs that were killed at several moments."""
import contextlib
import csv
import decimal
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import convert
import facts

MANY, SOME, FEW = 100, 20, 10
# When to kill a run, in parts of the time that a whole one takes; None: when the file grows, which
# is while the transaction is put into it.
MOMENTS = (0.1, 0.5, 0.9, None)


def ask(path, query, *arguments):
    with contextlib.closing(sqlite3.connect(path, timeout=60)) as base:
        return base.execute(query, arguments).fetchall()


def check_sound(check, where, path):
    check.same(f"{where}: integrity", [("ok",)], ask(path, "PRAGMA integrity_check"))
    check.same(f"{where}: foreign keys", [], ask(path, "PRAGMA foreign_key_check"))
    lost = ask(path, "SELECT count(*) FROM elementos e WHERE NOT EXISTS (SELECT 1 FROM documentos d"
                     " WHERE d.documento_id = e.documento_id)")
    check.same(f"{where}: members of no document", [(0,)], lost)


def as_csv(value, kind, expected):
    """VALUE as the CSV says it, where it is the same."""
    if value is None:
        return ""
    if kind == "BOOLEAN":
        return {1: "true", 0: "false"}[value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, (int, float)):
        same = expected and decimal.Decimal(str(value)) == decimal.Decimal(expected)
        return expected if same else str(value)
    return value


def compare(check, one, documents):
    """Every cell of the database and of the CSV tables."""
    folder = one.tables(documents)
    path = one.write(documents, ".sqlite")
    for file in sorted(folder.glob("*.csv")):
        table = file.stem
        with open(file, encoding="utf-8", newline="") as opened:
            header, *rows = csv.reader(opened)
        columns = {name: kind for _, name, kind, *_ in
                   ask(path, "SELECT * FROM pragma_table_info(?)", table)}
        check.same(f"{table}: columns", sorted(header), sorted(columns))
        listed = ", ".join(f'"{name}"' for name in header)
        found = ask(path, f'SELECT {listed} FROM "{table}" ORDER BY rowid')
        check.same(f"{table}: rows", len(rows), len(found))
        for number, (expected, row) in enumerate(zip(rows, found), 1):
            for name, text, value in zip(header, expected, row):
                check.same(f"{table} {number} {name}", text, as_csv(value, columns[name], text))
        package = {r["name"]: r["schema"] for r in facts.package(folder)["resources"]}[table]
        links = ask(path, "SELECT DISTINCT id FROM pragma_foreign_key_list(?)", table)
        check.same(f"{table}: foreign keys", True,
                   len(links) >= len(package.get("foreignKeys", [])))


def many(one, documents):
    """A hundred different files: the fixtures, each again with more blank lines at its end."""
    folder = one.work / "muchos"
    folder.mkdir()
    for number in range(MANY):
        document = documents[number % len(documents)]
        with open(document, "rb") as file:
            text = file.read()
        (folder / f"{number:03}.txt").write_bytes(text + b"\n" * (number // len(documents)))
    return folder


def counts(path):
    tables = [name for name, in ask(path, "SELECT tabla FROM _avance_tablas ORDER BY tabla")]
    return {name: ask(path, f'SELECT count(*) FROM "{name}"')[0][0] for name in tables}


def check_runs(check, one, folder, path):
    command = [one.program, "convert", folder, "-o", path]
    subprocess.run([*command, "-q"], check=True)
    check_sound(check, "a hundred files", path)
    first = counts(path)
    check.same("documents", MANY, first["documentos"])
    bytes_of_first = path.read_bytes()
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    check.same("the second run says what it skipped", True,
               f"omitieron: {MANY}" in again.stderr and "[documento-repetido]" in again.stderr)
    check.same("the second run changes nothing", True, path.read_bytes() == bytes_of_first)
    check_sound(check, "a second run", path)
    subprocess.run([*command, "-q", "--replace"], check=True)
    check_sound(check, "a run that replaces", path)
    check.same("a run that replaces has as many rows", first, counts(path))


def wait_until_it_grows(path, run):
    size = path.stat().st_size if path.exists() else 0
    while run.poll() is None and (path.stat().st_size if path.exists() else 0) == size:
        pass


def documents_in(path):
    """How many; None where there is no database yet."""
    if not path.exists() or not ask(path, "SELECT count(*) FROM sqlite_master")[0][0]:
        return None
    return ask(path, "SELECT count(*) FROM documentos")[0][0]


def check_kill(check, command, path, moment, seconds):
    """True when the run was killed before its end."""
    before = documents_in(path)
    run = subprocess.Popen(command)
    if moment is None:
        wait_until_it_grows(path, run)
    else:
        time.sleep(seconds * moment)
    run.send_signal(signal.SIGKILL)
    killed = run.wait() == -signal.SIGKILL
    where = f"{before} documents, killed at {moment}"
    after = documents_in(path)
    check.same(f"{where}: all or nothing", True, after in ((before, SOME) if killed else (SOME,)))
    if after:
        check_sound(check, where, path)
    subprocess.run(command, check=True)
    check.same(f"{where}, then finished", SOME, documents_in(path))
    check_sound(check, f"{where}, then finished", path)
    left = [name for name in os.listdir(path.parent) if name.startswith(path.name + "-")]
    check.same(f"{where}: journals left", [], left)
    return killed


def check_kills(check, one, folder):
    files = sorted(folder.iterdir())[:SOME]
    base = one.write(files[:FEW], ".sqlite")
    path = one.work / "cortada.sqlite"
    command = [one.program, "convert", *files, "-q", "-o", path]
    seconds = -time.monotonic()
    subprocess.run(command, check=True)
    seconds += time.monotonic()
    killed = 0
    for moment in MOMENTS:
        for there in (base, None):
            path.unlink()
            if there:
                shutil.copy(there, path)
            killed += check_kill(check, command, path, moment, seconds)
    check.same("most runs were killed before their end", True, killed > len(MOMENTS))


def check_turns(check, one, folder):
    """Runs that write to one new database at the same time: each waits for its turn."""
    files = sorted(folder.iterdir())[:SOME]
    path = one.work / "entre-varios.sqlite"
    runs = [subprocess.Popen([one.program, "convert", *files[first::4], "-q", "-o", path])
            for first in range(4)]
    check.same("runs at the same time", [0] * 4, [run.wait() for run in runs])
    check.same("documents of all of them", SOME, documents_in(path))
    check_sound(check, "runs at the same time", path)


def main():
    program, *documents = sys.argv[1:]
    check = facts.Check()
    with convert.converter(program) as one:
        compare(check, one, documents)
        folder = many(one, documents)
        check_runs(check, one, folder, one.work / "estado.sqlite")
        check_kills(check, one, folder)
        check_turns(check, one, folder)
    return check.exit_status("SQLite")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""run_postgres.py PROGRAM DOCUMENT...: loads the tables of -t csv into PostgreSQL with the SQL that
comes beside them, in a cluster of its own, and compares every cell with the CSV.

The documents go into one set of tables, and some of them alone with other options. Skipped (status 77)
where PostgreSQL is not installed."""
import csv
import glob
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import facts

SKIPPED = 77
OPTIONS = ([], ["--bom", "--delimiter", ";"], ["--delimiter", "tab", "--excel-safe"])


def server_programs():
    """The folder of initdb and pg_ctl, which Debian keeps out of the path."""
    found = shutil.which("pg_ctl")
    folders = [os.path.dirname(found)] if found else []
    folders += sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    return folders[0] if folders and shutil.which("psql") else None


class Cluster:
    """A server that only this test reaches: its socket is in its own folder. Root may not run one,
    so the account that the package made does."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = tempfile.mkdtemp(prefix="avance-pg-")
        self.data = os.path.join(self.folder, "data")
        self.account = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.account = ["runuser", "-u", "postgres", "--"]

    def run(self, program, *arguments):
        subprocess.run(self.account + [os.path.join(self.programs, program), "-D", self.data,
                                       *arguments], cwd="/", check=True,
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def __enter__(self):
        self.run("initdb", "-U", "avance", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.run("pg_ctl", "-w", "-l", os.path.join(self.folder, "log"), "-o",
                 f"-k {self.folder} -h '' -F", "start")
        return self

    def __exit__(self, *ignored):
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def psql(self, database, *arguments, folder=None, check=True):
        command = ["psql", "-X", "-q", "-h", self.folder, "-U", "avance", "-d", database, "-v",
                   "ON_ERROR_STOP=1", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if check and done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stderr}")
        return done

    def ask(self, database, query):
        """Rows of text; NULL is None, told from '' by a word that no report has."""
        done = self.psql(database, "-c", f"\\copy ({query}) to stdout with (format csv, "
                                         "null '\\N', force_quote *)")
        return [[None if cell == "\\N" else cell for cell in row]
                for row in csv.reader(io.StringIO(done.stdout, newline=""))]


def as_csv(cell, kind):
    """A cell as PostgreSQL prints it, as the CSV says it."""
    if cell is None:
        return ""
    if kind == "boolean":
        return {"t": "true", "f": "false"}[cell]
    if kind.startswith("timestamp"):
        return cell[:16].replace(" ", "T")
    return cell


def compare(cluster, database, folder, options, check):
    delimiter = {";": ";", "tab": "\t"}.get(options[options.index("--delimiter") + 1]
                                           if "--delimiter" in options else ",", ",")
    tables = sorted(path.stem for path in folder.glob("*.csv"))
    for table in tables:
        with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
            header, *expected = csv.reader(file, delimiter=delimiter)
        kinds = dict(cluster.ask(database, "SELECT column_name, data_type FROM "
                                 f"information_schema.columns WHERE table_name = '{table}'"))
        check.same(f"{table}: columns", sorted(header), sorted(kinds))
        columns = ", ".join(f'"{name}"' for name in header)
        found = [[as_csv(cell, kinds[name]) for cell, name in zip(row, header)]
                 for row in cluster.ask(database, f'SELECT {columns} FROM "{table}"')]
        check.same(f"{table}: rows", len(expected), len(found))
        for number, (one, other) in enumerate(zip(sorted(expected), sorted(found))):
            check.same(f"{table}: row {number}", one, other)
    return tables


def check_keys(cluster, database, folder, check):
    package = facts.package(folder)
    promised = sum(len(resource["schema"].get("foreignKeys", []))
                   for resource in package["resources"])
    [[count]] = cluster.ask(database, "SELECT count(*) FROM pg_constraint WHERE contype = 'f'")
    check.same(f"{database}: at least the package's foreign keys", True, int(count) >= promised > 0)
    [[bare]] = cluster.ask(
        database, "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE "
        "c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND "
        "col_description(c.oid, a.attnum) IS NULL")
    check.same(f"{database}: columns without a comment", "0", bare)
    orphan = cluster.psql(database, "-c", "INSERT INTO observaciones (documento_id, nivel, codigo, "
                          "mensaje) VALUES (999999, 'nota', 'x', 'y')", check=False)
    check.same(f"{database}: a row of no document is refused", True,
               "violates foreign key" in orphan.stderr)


def load(cluster, program, documents, options, database, check):
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "tablas"
        subprocess.run([program, "convert", *documents, "-q", "-t", "csv", "-o", folder, *options],
                       check=True)
        cluster.psql("postgres", "-c", f"CREATE DATABASE {database}")
        cluster.psql(database, "-f", "cargar.sql", folder=folder)
        compare(cluster, database, folder, options, check)
        check_keys(cluster, database, folder, check)


def main():
    programs = server_programs()
    if not programs:
        print("PostgreSQL is not installed (package postgresql)")
        return SKIPPED
    program, documents = os.path.abspath(sys.argv[1]), [os.path.abspath(d) for d in sys.argv[2:]]
    check = facts.Check()
    with Cluster(programs) as cluster:
        load(cluster, program, documents, [], "todos", check)
        for number, (options, document) in enumerate(zip(OPTIONS, documents[::4])):
            load(cluster, program, [document], options, f"uno_{number}", check)
    return check.exit_status("PostgreSQL")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Measures a release build beside what else there is: run.py PROGRAM PAGE [quick]

Inputs of make_reports.py are read by the program, by metas.awk under mawk (what one would write
oneself) and by floor.c (the regular-expression engine alone), and a workbook is written by cells.c
(the library for workbooks alone), one behind another, timed by hyperfine. The
tables go to standard output and to PAGE, a Markdown page, between its two marks. What is not
installed is said to be missing; `quick` leaves out what takes minutes and leaves PAGE alone."""
import datetime
import json
import math
import os
import re
import shlex
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BEGIN, END = "<!-- tablas de ./dev bench -->\n", "<!-- fin de las tablas -->\n"
RUNS, GRAMMAR = 5, "etca-iii-04"
GROWTH = {  # what grows: how many, the first of three sizes each twice the one before
    "evaluation": ("renglones de una sola evaluación", 250000),
    "lines": ("renglones vacíos seguidos", 250000),
    "words": ("frases de un solo renglón, el último de 16 MB", 175000),
    "units": ("unidades administrativas", 2500),
}


def number(value, digits):
    return f"{value:,.{digits}f}"


def seconds(value):
    return number(value, 4 if value < 0.1 else 3 if value < 1 else 2)


class Bench:
    def __init__(self, program, quick):
        self.program, self.quick = os.path.abspath(program), quick
        self.work = os.path.abspath(os.path.join("build", "bench"))
        os.makedirs(self.work, exist_ok=True)
        self.environment = dict(os.environ, LC_ALL="C", AVANCE_GRAMMARS=os.path.join(
            HERE, "..", "grammars"), HOME=self.work)
        self.missing = [tool for tool in ("hyperfine", "mawk", "valgrind", "time")
                        if not shutil.which(tool)]
        self.floor = self.compiled("floor", "libpcre2-8")
        self.cells = self.compiled("cells", "xlsxwriter")
        self.page = []
        self.old, self.aside = os.path.join(self.work, "old"), False

    def compiled(self, name, package):
        """The program of bench/NAME.c, or None."""
        path = os.path.join(self.work, name)
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", package],
                               capture_output=True, text=True)
        command = ["cc", "-O2", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-o", path,
                   os.path.join(HERE, name + ".c"), *flags.stdout.split()]
        if flags.returncode == 0 and subprocess.run(command).returncode == 0:
            return path
        self.missing.append(name + ".c")
        return None

    def input(self, name, *arguments):
        """The file or folder NAME, made unless it is there as this maker and ARGUMENTS make it."""
        path, maker = os.path.join(self.work, name), os.path.join(HERE, "make_reports.py")
        done, made_by = path + ".made", f"{os.path.getmtime(maker)} {' '.join(arguments)}"
        if not os.path.exists(done) or open(done, encoding="utf-8").read() != made_by:
            if os.path.isdir(path):
                shutil.rmtree(path)
            subprocess.run([sys.executable, maker, arguments[0], path, *arguments[1:]], check=True)
            with open(done, "w", encoding="utf-8") as file:
                file.write(made_by)
        return path

    def size(self, path):
        if os.path.isfile(path):
            return os.path.getsize(path)
        return sum(os.path.getsize(os.path.join(folder, name))
                   for folder, _, names in os.walk(path) for name in names)

    def output(self, name):
        return os.path.join(self.work, "out", name)

    def avance(self, path, name, *options):
        """The command that writes PATH to the output NAME."""
        return [self.program, "convert", "-q", path, "-o", self.output(name), *options]

    def emptying(self):
        """The command that makes the folder of outputs anew. A file system that has just deleted
        thousands of files is slow to make as many, so those of a batch are put aside."""
        old = "mkdir -p {0} {1}; mv {0} {1}/$$" if self.aside else "rm -rf {0}"
        return f"sh -c '{old}; mkdir {{0}}'".format(self.output(""), self.old)

    def times(self, command, runs=RUNS):
        """Median of the seconds on the clock, mean of those of the processor; of all RUNS."""
        report = os.path.join(self.work, "times.json")
        text = " ".join(command)
        warm = ["--warmup", "1"] if runs > 1 else []
        subprocess.run(["hyperfine", "-N", *warm, "--runs", str(runs), "--style", "none",
                        "--output", os.path.join(self.work, "printed"),
                        "--prepare", self.emptying(),
                        "--export-json", report, text], check=True, env=self.environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(report, encoding="utf-8") as file:
            result = json.load(file)["results"][0]
        return result["median"], result["user"] + result["system"]

    def memory(self, command):
        """The largest that COMMAND became, in MiB."""
        if "time" in self.missing:
            return None
        subprocess.run(shlex.split(self.emptying()), check=True)
        with open(os.path.join(self.work, "printed"), "w") as printed:
            done = subprocess.run(["time", "-v", *command], env=self.environment, text=True,
                                  stdout=printed, stderr=subprocess.PIPE)
        return int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr)[1]) / 1024

    def instructions(self, command):
        if "valgrind" in self.missing:
            return None
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                               *command], env=self.environment, capture_output=True, text=True)
        return int(re.search(r"Collected : (\d+)", done.stderr)[1])

    # ---- tables ----

    def say(self, line=""):
        print(line, flush=True)
        self.page.append(line)

    def table(self, title, *heads):
        self.say()
        self.say(f"**{title}**")
        self.say()
        self.say("| " + " | ".join(heads) + " |")
        self.say("|---|" + "---:|" * (len(heads) - 1))

    def row(self, *cells):
        self.say("| " + " | ".join("—" if cell is None else str(cell) for cell in cells) + " |")

    def peers(self, path):
        """What else reads PATH: name, command."""
        if "mawk" not in self.missing:
            yield "mawk, bench/metas.awk", ["mawk", "-f", os.path.join(HERE, "metas.awk"), path]
        if self.floor:
            yield "PCRE2 solo, bench/floor.c", [self.floor, path]

    def compare(self, title, path, outputs):
        self.table(title, "programa", "segundos", "de procesador", "MB/s", "× mawk", "× PCRE2",
                   "memoria MiB")
        size, base = self.size(path) / 1e6, {}
        commands = [*self.peers(path), *(("avance, " + name, self.avance(path, out, *options))
                                         for name, out, *options in outputs)]
        for name, command in commands:
            clock, processor = self.times(command)
            base[name.split(",")[0]] = clock
            ratio = [number(base[peer] / clock, 2) if peer in base else None
                     for peer in ("mawk", "PCRE2 solo")]
            memory = self.memory(command)
            self.row(name, seconds(clock), seconds(processor), number(size / clock, 1), *ratio,
                     memory and number(memory, 1))

    def small(self):
        path = self.input("informe.txt", "report")
        self.compare(f"Un informe de {number(self.size(path) / 1e3, 1)} KB", path,
                     [("ndjson", "a.ndjson"), ("ndjson, -g", "a.ndjson", "-g", GRAMMAR),
                      ("json", "a.json"), ("csv", "a", "-t", "csv"), ("xlsx", "a.xlsx")])
        listed = self.times([self.program, "grammar", "list"])[0]
        bare = self.times([self.program, "--version"])[0]
        count = self.instructions(self.avance(path, "a.ndjson"))
        self.say()
        self.say(f"Compilar todas las gramáticas: {number((listed - bare) * 1e3, 1)} ms; el "
                 f"proceso vacío: {number(bare * 1e3, 1)} ms. Instrucciones para ndjson, según "
                 f"callgrind: {number(count / 1e6, 1) if count else '—'} millones.")

    def documents(self):
        outputs = [("ndjson", "a.ndjson"), ("csv", "a", "-t", "csv"), ("json", "a.json")]
        path = self.input("documento-10.txt", "document", "10")
        self.compare("Un documento de 10 MB", path, [*outputs, ("xlsx", "a.xlsx")])
        if not self.quick:
            path = self.input("documento-100.txt", "document", "100")
            self.compare("Un documento de 100 MB", path, outputs)

    def workbook(self):
        """Beside the library that writes it, given the same cells."""
        path, book = self.input("documento-2.txt", "document", "2"), self.output("a.xlsx")
        os.makedirs(self.output(""), exist_ok=True)
        subprocess.run(self.avance(path, "a.xlsx"), env=self.environment, check=True)
        cells = os.path.join(self.work, "cells.txt")
        subprocess.run([sys.executable, os.path.join(HERE, "cells.py"), book, cells], check=True)
        with open(cells, encoding="utf-8") as file:
            count = sum(line != "sheet\n" for line in file)
        self.table(f"Un documento de 2 MB a un libro de {number(count, 0)} celdas", "programa",
                   "segundos", "de procesador", "miles de celdas por segundo", "veces el tiempo",
                   "memoria MiB")
        base = None
        for name, command in (("libxlsxwriter solo, bench/cells.c", [self.cells, cells, book]),
                              ("avance, xlsx", self.avance(path, "a.xlsx")),
                              ("avance, ndjson: leer y escribir otra cosa",
                               self.avance(path, "a.ndjson"))):
            clock, taken = self.times(command)
            base = base or clock
            self.row(name, seconds(clock), seconds(taken),
                     None if "ndjson" in name else number(count / clock / 1e3, 0),
                     number(clock / base, 2), number(self.memory(command) or 0, 1))

    def folder(self):
        count = 300 if self.quick else 2700
        path = self.input(f"carpeta-{count}", "folder", str(count))
        jobs = len(os.sched_getaffinity(0))
        self.aside = True
        self.table(f"Una carpeta de {number(count, 0)} informes, {number(self.size(path) / 1e6, 1)}"
                   " MB", "salida", "hilos", "segundos", "de procesador", "MB/s",
                   "ms por informe", "× un hilo", "memoria MiB")
        for name, output in (("un json por informe", "todos/"), ("un ndjson", "a.ndjson"),
                             ("csv", "a"), ("sqlite", "a.sqlite")):
            first = None
            for threads in sorted({1, jobs}):
                form = {"todos/": "json", "a": "csv"}.get(output, output.split(".")[-1])
                command = self.avance(path, output, "-t", form, "--jobs", str(threads))
                clock, processor = self.times(command, 3 if self.quick else RUNS)
                first = first or clock
                self.row(name, threads, seconds(clock), seconds(processor),
                         number(self.size(path) / 1e6 / clock, 1), number(clock / count * 1e3, 2),
                         number(first / clock, 2), number(self.memory(command) or 0, 1))
        self.aside = False
        shutil.rmtree(self.old)

    def growth(self):
        self.table("Lo que crece en un informe, con el doble y el cuádruple", "qué", "cuántos",
                   "segundos", "", "", "exponente")
        for what, (name, count) in GROWTH.items():
            taken = []
            for times in (1, 2, 4):
                path = self.input(f"{what}-{times}.txt", "grown", what, str(count * times))
                taken.append(self.times(self.avance(path, "a.ndjson", "-g", GRAMMAR), 3)[1])
            self.row(name, " · ".join(number(count * times, 0) for times in (1, 2, 4)),
                     *map(seconds, taken), number(math.log2(taken[2] / taken[0]) / 2, 2))
        self.say()
        self.say("Segundos de procesador. Exponente 1: el tiempo crece como lo que se lee.")

    def run(self):
        before = os.getloadavg()[0]
        self.say(f"{datetime.date.today()}, {processor()}, {len(os.sched_getaffinity(0))} "
                 f"procesadores, {compiler()}; medianas de {RUNS} corridas después de una de "
                 "prueba.")
        if self.missing:
            self.say()
            self.say("No estaban instalados: " + ", ".join(self.missing) + ".")
        self.small()
        self.documents()
        if self.cells:
            self.workbook()
        self.folder()
        if not self.quick:
            self.growth()
        self.say()
        self.say(f"Carga de la máquina (procesos que querían correr) al empezar: "
                 f"{number(before, 1)}; al terminar, con esta medición: "
                 f"{number(os.getloadavg()[0], 1)}.")


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = re.findall(r"model name\s*: (.*)", file.read())
    return names[0] if names else os.uname().machine


def compiler():
    done = subprocess.run(["cc", "--version"], capture_output=True, text=True)
    return done.stdout.split("\n")[0] or "cc"


def put_in_page(path, lines):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + tail)


def main(program, page, *words):
    bench = Bench(program, "quick" in words)
    if "hyperfine" in bench.missing:
        sys.exit("hyperfine is missing")
    bench.run()
    if not bench.quick:
        put_in_page(page, bench.page)


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Long documents, written while they are read: run.py PART PROGRAM SOURCE

outputs   a file, standard output and a folder of outputs hold the same, and what short ones hold
failures  a text that cannot be read to its end: status 2, a file as it was, standard output begun
memory    memory grows with the text that lies in it, and not with what is made of it"""
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile

GRAMMAR, FIXTURE = "etca-iii-04", "informe-trimestral"
LONG, SHORTER, LONGER = 1_200_000, 4_000_000, 12_000_000
# The text is mapped and every line of it has its place; more than that must not stay.
MOST_GROWTH = 2.4
SKIPPED = 77
EVALUATION = "EVALUACIÓN CUALITATIVA"


# What a process that is started is said to have taken is at least what its starter took: so that
# is a small one.
STARTER = """
import os, sys
process = os.fork()
if process == 0:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


class Program:
    def __init__(self, path, source, work):
        self.path, self.work = path, work
        self.environment = dict(os.environ, LC_ALL="C", HOME="/nowhere",
                                AVANCE_GRAMMARS=os.path.join(source, "grammars"))
        self.environment.pop("XDG_CONFIG_HOME", None)

    def convert(self, *words, **how):
        return subprocess.run([self.path, "convert", "-q", *words], env=self.environment,
                              cwd=self.work, check=False, capture_output=True, **how)

    def peak(self, *words):
        """Kilobytes of memory at the highest point."""
        told = subprocess.run([sys.executable, "-I", "-S", "-c", STARTER, self.path, "convert",
                               "-q", *words], env=self.environment, cwd=self.work, check=True,
                              capture_output=True).stdout.split()
        expect(told[0] == b"0", f"status {told[0]}")
        return int(told[1])


def expect(holds, what):
    if not holds:
        sys.exit(f"not so: {what}")


def document(source, size):
    """The fixture again and again, no two times with the same figures in its texts."""
    chance = random.Random(6)
    with open(os.path.join(source, "fixtures", GRAMMAR, f"{FIXTURE}.txt"),
              encoding="utf-8") as file:
        once = file.read()
    made, length = [], 0
    while length < size:
        made.append(re.sub(r"\b[1-9]\d* (?=[A-Z]{5})", lambda _: f"{chance.randint(2, 99)} ", once))
        length += len(made[-1].encode())
    return "\f".join(made), once.count(EVALUATION) * len(made)


def write(work, name, text):
    with open(os.path.join(work, name), "w", encoding="utf-8") as file:
        file.write(text)


def read(work, *names):
    with open(os.path.join(work, *names), "rb") as file:
        return file.read()


def outputs(program, source):
    text, records = document(source, LONG)
    write(program.work, "largo.txt", text)
    printed = program.convert("-t", "ndjson", "largo.txt").stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    expect(sum(line["registro"] == "meta" for line in lines) == records, f"{records} records")
    program.convert("-t", "ndjson", "largo.txt", "-o", "uno.ndjson")
    expect(read(program.work, "uno.ndjson") == printed, "the file is what is printed")
    os.mkdir(os.path.join(program.work, "entradas"))
    os.rename(os.path.join(program.work, "largo.txt"),
              os.path.join(program.work, "entradas", "largo.txt"))
    program.convert("-t", "ndjson", "entradas", "-o", "salidas/")
    expect(read(program.work, "salidas", "largo.ndjson") == printed, "so is that of a folder")
    # Two inputs for one output are read whole.
    write(program.work, "otro.txt", document(source, 1)[0])
    both = program.convert("-t", "ndjson", os.path.join("entradas", "largo.txt"), "otro.txt",
                           "-o", "dos.ndjson")
    expect(both.returncode == 0, both.stderr.decode())
    expect(read(program.work, "dos.ndjson").startswith(printed), "so is what is read whole")
    # The levels of the document come once.
    program.convert("-t", "csv", os.path.join("entradas", "largo.txt"), "-o", "tablas")
    rows = read(program.work, "tablas", "unidades_administrativas.csv").decode().splitlines()
    expect(len(rows) == len(set(row.split(",", 1)[1] for row in rows)), "a unit has one row")
    documents = read(program.work, "tablas", "documentos.csv").splitlines()
    expect(len(documents) == 2, "a document has one row")


def allow_small_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONG // 4, LONG // 4))


def failures(program, source):
    text, _ = document(source, LONG)
    torn = f"ÁRBOLES\n\nÁRBOL\n\nA SI\n\n{EVALUATION}\n\n" * 20000
    write(program.work, "roto.txt", text + torn)
    write(program.work, "sano.txt", text)
    whole = program.convert("-t", "ndjson", "sano.txt").stdout
    printed = program.convert("-t", "ndjson", "roto.txt")
    expect(printed.returncode == 2, "status 2")
    expect(b"orden-ilegible" in printed.stderr, "it says why")
    begun = printed.stdout.replace(b"roto.txt", b"sano.txt")
    expect(len(begun) > len(whole) // 2 and whole.startswith(begun), "the beginning is right")
    expect(begun.endswith(b"\n"), "no line is half")
    # The beginning of a JSON document is told by its end.
    expect(program.convert("-t", "json", "roto.txt").stdout == b"", "json prints nothing")
    # What waits for its turn in a file does not fit: that is no fault of standard output.
    crammed = program.convert("-t", "json", "sano.txt", preexec_fn=allow_small_files)
    expect(crammed.returncode == 2 and crammed.stdout == b"", "a full disk is a failure")
    expect(b": /tmp: " in crammed.stderr, "it says which disk")
    write(program.work, "salida.ndjson", "de antes\n")
    before = set(os.listdir(program.work))
    for kind, output in (("ndjson", "salida.ndjson"), ("csv", "salida.csv"),
                         ("json", "salida.json")):
        done = program.convert("-t", kind, "roto.txt", "-o", output)
        expect(done.returncode == 2, f"status 2 with {kind}")
        expect(set(os.listdir(program.work)) == before, f"{kind} leaves nothing behind")
    expect(read(program.work, "salida.ndjson") == b"de antes\n", "the old file is as it was")


def memory(program, source):
    sizes = {}
    for name, size in (("menor.txt", SHORTER), ("mayor.txt", LONGER)):
        text, _ = document(source, size)
        write(program.work, name, text)
        sizes[name] = os.path.getsize(os.path.join(program.work, name))
    allowed = MOST_GROWTH * (sizes["mayor.txt"] - sizes["menor.txt"]) / 1024
    for kind, output in (("ndjson", "salida.ndjson"), ("csv", "salida.csv"),
                         ("json", "salida.json")):
        less, more = (program.peak("-t", kind, name, "-o", output) for name in sizes)
        print(f"{kind}: {less} KB, then {more} KB; {allowed:.0f} KB more are allowed")
        expect(more - less <= allowed, f"{kind} takes {more - less} KB more")


def main(part, path, source):
    if not os.path.exists(path):
        print(f"{path} was not built: not measured")
        return SKIPPED
    with tempfile.TemporaryDirectory() as work:
        {"outputs": outputs, "failures": failures, "memory": memory}[part](
            Program(path, source, work), source)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

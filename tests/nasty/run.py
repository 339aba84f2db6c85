#!/usr/bin/env python3
"""Inputs that nobody means well: run.py PROGRAM SOURCE

Each is read with the grammar that has the most rules, detected or named, and must end in time
with one of the answers that are right for it: a status and, in the messages, a code."""
import os
import random
import subprocess
import sys
import tempfile
import time

GRAMMAR = "etca-iii-04"
SECONDS = 30 # under sanitizers, on a busy machine; without them all of this takes a second or two


def fixture(source):
    with open(os.path.join(source, "fixtures", GRAMMAR, "informe-trimestral.txt"),
              encoding="utf-8") as file:
        return file.read()


def random_text(letters, size):
    chance = random.Random(20250411)
    return "".join(chance.choice(letters) for _ in range(size)).encode()


def words_of(text, size):
    """Words of TEXT in any order: every rule begins to match somewhere."""
    chance = random.Random(7)
    words = text.split()
    made, length = [], 0
    while length < size:
        word = chance.choice(words)
        made.append(word + chance.choice([" ", " ", " ", " ", "\n", "\n\n"]))
        length += len(made[-1])
    return "".join(made).encode()


def header_of(text):
    lines = text.splitlines()
    first = lines.index("GOBIERNO DEL ESTADO DE SONORA")
    return "\n".join(lines[first:first + 5]) + "\n"


def inputs(source):
    """Name, bytes, the statuses that are right, a code that must be told with status 2."""
    text = fixture(source)
    row = next(line for line in text.splitlines() if " MET " in line)
    yield "random letters", random_text("ABC abc 012 .%\n", 1 << 20), (0,), None
    yield "random bytes", bytes(random.Random(3).randbytes(1 << 20)), (2,), "no-es-texto"
    yield "words in any order", words_of(text, 1 << 20), (0,), None
    yield "one long line", b"A SI MET " + b"1.00 " * ((16 << 20) // 5), (0, 2), "limite-patron"
    yield "one long word", b"A" * (16 << 20), (0,), None
    yield "long lines", (b"9" * 4000 + b" ") * 500 + b"\n", (0, 2), "limite-patron"
    yield "blank lines", b"\n" * 1000000, (2,), "vacio"
    yield "words far apart", b"DEN\n" + b"\n" * 1000000 + row.encode(), (0,), None
    yield "headers only", header_of(text).encode() * 20000, (0,), None
    yield "headers and blank lines", (header_of(text) + "\n" * 7).encode() * 20000, (0,), None
    yield "rows only", (row + "\n").encode() * 20000, (0,), None
    yield "labels only", "EVALUACIÓN CUALITATIVA\n".encode() * 50000, (2,), "orden-ilegible"
    yield "headings only", b"118 UNA ACTIVIDAD\n" * 50000, (0,), None
    yield "a NUL inside", text.encode().replace(b"MET ", b"MET\0", 1), (0, 2), "no-es-texto"
    yield "cut in a character", text.encode()[:text.encode().index("Ó".encode()) + 1], (0,), None
    yield "form feeds", b"\f" * 1000000 + text.encode(), (0,), None
    yield "nested brackets", b"(" * 100000 + b"\n" + b"[{" * 100000, (0,), None


def main(program, source):
    environment = dict(os.environ, LC_ALL="C", HOME="/nowhere",
                       AVANCE_GRAMMARS=os.path.join(source, "grammars"))
    environment.pop("XDG_CONFIG_HOME", None)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "entrada.txt")
        for name, data, statuses, code in inputs(source):
            with open(path, "wb") as file:
                file.write(data)
            begun = time.monotonic()
            try:
                done = subprocess.run([program, "convert", "-g", GRAMMAR, "-t", "json", "-o",
                                       os.path.join(work, "salida.json"), path],
                                      env=environment, check=False, capture_output=True,
                                      timeout=SECONDS)
            except subprocess.TimeoutExpired:
                print(f"{name}: not done after {SECONDS} s")
                failed += 1
                continue
            took = time.monotonic() - begun
            told = done.stderr.decode(errors="replace")
            good = done.returncode in statuses and (done.returncode != 2 or f"[{code}]" in told)
            print(f"{name}: {took:.1f} s, status {done.returncode}")
            if not good:
                print(f"  expected: status {statuses}, code {code}\n{told[:2000]}")
                failed += 1
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

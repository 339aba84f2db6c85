#!/usr/bin/env python3
"""Inputs that nobody means well: run.py PROGRAM SOURCE

Each is read with the grammar that has the most rules and must end in time with an answer that is
right for it: a reading, or an error with one of the codes that say what is the matter."""
import os
import random
import subprocess
import sys
import tempfile
import time

GRAMMAR = "etca-iii-04"
SECONDS = 60  # under sanitizers, on a busy machine; without them all of this takes a second or two


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


READ, NOT_TEXT, EMPTY = "", "no-es-texto", "vacio"
# Rows that make no report, and a pattern that gives up, are refused rather than guessed at.
REFUSED = ("orden-ilegible", "cifras-incongruentes", "limite-patron")


def inputs(source):
    """Name, bytes, and the answers that are right."""
    text = fixture(source)
    row = next(line for line in text.splitlines() if " MET " in line)
    yield "random letters", random_text("ABC abc 012 .%\n", 1 << 20), (READ,)
    yield "random bytes", bytes(random.Random(3).randbytes(1 << 20)), (NOT_TEXT,)
    yield "words in any order", words_of(text, 1 << 20), (READ, *REFUSED)
    yield "one long line", b"A SI MET " + b"1.00 " * ((16 << 20) // 5), (READ, *REFUSED)
    yield "one long word", b"A" * (16 << 20), (READ,)
    yield "one long gap", b"A" + b" " * (16 << 20) + b"B", (READ,)
    yield "long lines", (b"9" * 4000 + b" ") * 500 + b"\n", (READ, *REFUSED)
    yield "blank lines", b"\n" * 1000000, (EMPTY,)
    yield "words far apart", b"DEN\n" + b"\n" * 1000000 + row.encode(), (READ,)
    yield "headers only", header_of(text).encode() * 20000, (READ,)
    yield "headers and blank lines", (header_of(text) + "\n" * 7).encode() * 20000, (READ,)
    yield "rows only", (row + "\n").encode() * 20000, (READ, *REFUSED)
    yield "labels only", "EVALUACIÓN CUALITATIVA\n".encode() * 50000, (READ, *REFUSED)
    yield "headings only", b"118 UNA ACTIVIDAD\n" * 50000, (READ,)
    yield "a NUL inside", text.encode().replace(b"MET ", b"MET\0", 1), (READ, NOT_TEXT)
    yield "cut in a character", text.encode()[:text.encode().index("Ó".encode()) + 1], (READ,)
    yield "form feeds", b"\f" * 1000000 + text.encode(), (READ,)
    yield "nested brackets", b"(" * 100000 + b"\n" + b"[{" * 100000, (READ,)


def main(program, source):
    environment = dict(os.environ, LC_ALL="C", HOME="/nowhere",
                       AVANCE_GRAMMARS=os.path.join(source, "grammars"))
    environment.pop("XDG_CONFIG_HOME", None)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "entrada.txt")
        command = [program, "convert", "-g", GRAMMAR, "-t", "json", "-o",
                   os.path.join(work, "salida.json"), path]
        for name, data, answers in inputs(source):
            with open(path, "wb") as file:
                file.write(data)
            begun = time.monotonic()
            try:
                done = subprocess.run(command, env=environment, check=False, capture_output=True,
                                      timeout=SECONDS)
            except subprocess.TimeoutExpired:
                print(f"{name}: not done after {SECONDS} s")
                failed += 1
                continue
            told = done.stderr.decode(errors="replace")
            codes = [answer for answer in answers if answer and f"[{answer}]" in told]
            good = READ in answers if done.returncode == 0 else done.returncode == 2 and codes
            print(f"{name}: {time.monotonic() - begun:.1f} s, status {done.returncode} {codes}")
            if not good:
                print(f"  right would be one of {answers}; told was:\n{told[:2000]}")
                failed += 1
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

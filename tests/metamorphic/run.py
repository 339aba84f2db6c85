#!/usr/bin/env python3
"""One report in other dresses must give the same tree: run.py PROGRAM DOCUMENT.txt

The dresses are those that programs put on a text without anybody's wish: line ends, encodings,
blanks, compression; and a page header, taken from the document itself, at every blank line. Where
lines move, trees are compared without their line numbers, and without the observations: a page's
end beside a text may well be evidence of where it ends."""
import difflib
import gzip
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

LINE_NUMBER = re.compile(r"^(\s*\([a-z_]+) \d+(?=$| )", re.M)
OBSERVATIONS = "\n(observaciones"
MOST_TOLD = 3


class Run:
    def __init__(self, program, document):
        self.program, self.document = program, document
        grammars = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(document))),
                                "grammars")
        self.environment = dict(os.environ, LC_ALL="C", AVANCE_GRAMMARS=grammars, HOME="/nowhere")
        self.environment.pop("XDG_CONFIG_HOME", None)
        self.work = tempfile.TemporaryDirectory()
        self.failed = 0

    def avance(self, *words):
        done = subprocess.run([self.program, *words], env=self.environment, check=False,
                              capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"avance {' '.join(words)}: status {done.returncode}\n{done.stderr}")
        return done.stdout

    def trees(self, texts):
        """The trees of many texts, read by one process."""
        inside = os.path.join(self.work.name, "in")
        outside = os.path.join(self.work.name, "out")
        os.makedirs(inside)
        os.makedirs(outside)
        names = [f"{number:04}.txt" for number in range(len(texts))]
        for name, text in zip(names, texts):
            with open(os.path.join(inside, name), "wb") as file:
                file.write(text)
        self.avance("convert", inside, "-q", "-t", "tree", "-o", outside)
        made = []
        for name in names:
            with open(os.path.join(outside, name[:-4] + ".tree"), encoding="utf-8") as file:
                made.append(file.read())
        subprocess.run(["rm", "-r", inside, outside], check=True)
        return made

    def compare(self, expected, dresses, moved):
        """DRESSES: pairs of what was done to the text and the text."""
        def shown(tree):
            return LINE_NUMBER.sub(r"\1", tree.split(OBSERVATIONS)[0].rstrip()) if moved else tree

        for (what, _), tree in zip(dresses, self.trees([text for _, text in dresses])):
            if shown(tree) == shown(expected):
                continue
            self.failed += 1
            if self.failed <= MOST_TOLD:
                print(f"{what}: - as it was, + changed")
                lines = difflib.unified_diff(shown(expected).splitlines(),
                                             shown(tree).splitlines(), lineterm="", n=1)
                print("\n".join(list(lines)[2:40]))


def encoded(text, encoding, mark=b""):
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError:
        return None


def same_lines(text):
    dresses = [
        ("CRLF", text.replace("\n", "\r\n").encode()),
        ("CR", text.replace("\n", "\r").encode()),
        ("blanks at the ends of lines", text.replace("\n", "  \n").encode()),
        ("BOM", b"\xef\xbb\xbf" + text.encode()),
        ("NFD", unicodedata.normalize("NFD", text).encode()),
        ("no-break spaces", text.replace(" ", "\u00a0").encode()),
        ("UTF-16LE", encoded(text, "utf-16-le", b"\xff\xfe")),
        ("UTF-16BE", encoded(text, "utf-16-be", b"\xfe\xff")),
        ("Latin-1", encoded(text, "latin-1")),
        ("gzip", gzip.compress(text.encode())),
        ("no line end at the end", text.rstrip("\n").encode()),
    ]
    return [(what, data) for what, data in dresses if data is not None]


def blank_lines(lines):
    return [number for number, line in enumerate(lines) if not line.strip()]


def doubled(lines):
    return "".join(line + line if not line.strip() else line for line in lines)


def header_of(run, lines):
    """The first run of lines that are furniture, as `lex` shows it, with the blank ones inside.
    Headings printed again are shown as furniture too, but under the name of a line rule."""
    fates = {}
    for shown in run.avance("lex", run.document).splitlines():
        match = re.match(r" *(\d+)  (\S+) +(\S+)", shown)
        if match and match.group(3).islower():
            fates[int(match.group(1)) - 1] = match.group(2)
    header, blank = [], []
    for number, line in enumerate(lines):
        if fates.get(number) == "adorno":
            header += blank + [line]
            blank = []
        elif line.strip() and header:
            break
        elif header:
            blank.append(line)
    return header


def main(program, document):
    run = Run(program, document)
    with open(document, encoding="utf-8", newline="") as file:
        text = file.read()
    lines = text.splitlines(keepends=True) if "\f" not in text else re.findall(r"[^\n]*\n", text)
    expected = run.trees([text.encode()])[0]
    run.compare(expected, same_lines(text), moved=False)
    dresses = [("blank lines doubled", doubled(lines).encode())]
    header = header_of(run, lines)
    for number in blank_lines(lines) if header else []:
        changed = lines[:number + 1] + header + ["\n"] + lines[number + 1:]
        dresses.append((f"a page header below line {number + 1}", "".join(changed).encode()))
    run.compare(expected, dresses, moved=True)
    if run.failed:
        print(f"{run.failed} of {len(dresses) + len(same_lines(text))} changed the tree")
    return run.failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

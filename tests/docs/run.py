#!/usr/bin/env python3
"""Runs what a Markdown page shows: run.py PROGRAM SOURCE PAGE.md

The page is read from top to bottom, in a folder of its own, with `avance` in the path. Of its
fenced blocks these are looked at; the rest is prose:

  ```console         each line that begins with "$ " is run; what stands below it, up to the next
                     one, is what it prints. A line "…" stands for any lines, and a line that
                     ends in "…" for any that begins so. A command is left out, and told, where
                     its program (or a module of Python) is missing.
  ```LANG FILE       is written to FILE (with a suffix), for the commands below it. If FILE is
                     there already, the block must stand in it as it is: an excerpt.
  ```avg             a piece of a grammar of ours: must stand as it is in some grammars/*.avg.

The folder holds `informe.txt` (the first fixture), our `fixtures`, `grammars` and `tests`, and, if
the page speaks of it, `demo`, made with the program as ./dev demo does. With BLESS set, what comes
out becomes what the page shows, but for outputs with "…", which are only told."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^( *)(`{3,})(.*)$")
DEMO = ("informe.json", "informe.ndjson", "informe.xlsx")


class Block:
    def __init__(self, info, line):
        self.info, self.line, self.text = info.split(), line, []


def blocks_of(lines):
    """The fenced blocks of a page; Block.line is the index of its first line."""
    found, fence = [], None
    for number, line in enumerate(lines):
        match = FENCE.match(line)
        if fence is None and match:
            fence = match.group(2)
            found.append(Block(match.group(3), number + 1))
        elif match and match.group(2) == fence and not match.group(3).strip():
            fence = None
        elif fence is not None:
            found[-1].text.append(line)
    if fence is not None:
        sys.exit("a fence is left open")
    return found


def transcript(block):
    """Pairs of a command and the lines that stand below it."""
    steps = []
    for line in block.text:
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif not steps:
            sys.exit(f"line {block.line}: a console block begins with a command")
        else:
            steps[-1][1].append(line)
    return steps


def agrees(expected, found):
    pattern = ""
    for line in expected:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*"
        elif line.endswith("…"):
            pattern += re.escape(line[:-1]) + r".*\n"
        else:
            pattern += re.escape(line) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


class Page:
    def __init__(self, program, source, path):
        self.program, self.source, self.path = program, source, path
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().split("\n")
        self.work = tempfile.mkdtemp()
        self.failures = self.commands = self.left_out = 0
        self.edits = []

    def prepare(self):
        tools = os.path.join(self.work, ".tools")
        os.mkdir(tools)
        os.symlink(self.program, os.path.join(tools, "avance"))
        self.environment = dict(os.environ, LC_ALL="C", HOME=tools, AVANCE_GRAMMARS=os.path.join(
            self.source, "grammars"), PATH=tools + os.pathsep + os.environ["PATH"])
        for name in ("XDG_CONFIG_HOME", "LANG", "LC_MESSAGES"):
            self.environment.pop(name, None)
        fixture = os.path.join(self.source, "fixtures/etca-iii-04/informe-trimestral.txt")
        shutil.copy(fixture, os.path.join(self.work, "informe.txt"))
        for folder in ("fixtures", "grammars", "tests"):
            os.symlink(os.path.join(self.source, folder), os.path.join(self.work, folder))
        if any("demo/" in line for line in self.lines):
            self.make_demo()

    def make_demo(self):
        os.mkdir(os.path.join(self.work, "demo"))
        convert = [self.program, "convert", "informe.txt", "-q"]
        for output in [["-o", "demo/" + name] for name in DEMO] + [["-t", "csv", "-o",
                                                                    "demo/informe"]]:
            subprocess.run(convert + output, cwd=self.work, env=self.environment, check=True)

    def fail(self, line, *words):
        self.failures += 1
        print(f"{self.path}:{line}: " + "\n".join(words))

    def write(self, block):
        name, text = block.info[1], "".join(line + "\n" for line in block.text)
        path = os.path.join(self.work, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                if text not in file.read():
                    self.fail(block.line, f"this does not stand in {name} as it is")
            return
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def find_piece(self, block):
        text = "".join(line + "\n" for line in block.text)
        folder = os.path.join(self.source, "grammars")
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                if text in file.read():
                    return
        self.fail(block.line, "this stands in no grammar as it is")

    def is_missing(self, command, printed):
        tool = next(word for word in command.split() if "=" not in word)
        if shutil.which(tool, path=self.environment["PATH"]) is None:
            return tool
        match = re.search(r"No module named '(\w+)'", printed)
        return match.group(1) if match else None

    def run(self, block):
        line, shown = block.line, []
        for command, expected in transcript(block):
            done = subprocess.run(["sh", "-c", command], cwd=self.work, env=self.environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            printed = done.stdout.decode("utf-8", "replace")
            found = [text.rstrip() for text in printed.split("\n")]
            if found[-1] == "":
                found.pop()
            missing = self.is_missing(command, printed)
            if missing:
                self.left_out += 1
                print(f"left out, no {missing}: {command}")
                found = expected
            elif not agrees(expected, found):
                elided = any(text.endswith("…") for text in expected)
                if not os.environ.get("BLESS") or elided:
                    self.fail(line, "$ " + command, "--- shown", *expected, "+++ printed", *found)
                    found = expected
            else:
                found = expected
            self.commands += 1
            shown += ["$ " + command] + found
            line += 1 + len(expected)
        if shown != block.text:
            self.edits.append((block.line, len(block.text), shown))

    def bless(self):
        for line, length, shown in reversed(self.edits):
            self.lines[line:line + length] = shown
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines))

    def check(self):
        for block in blocks_of(self.lines):
            if block.info == ["console"]:
                self.run(block)
            elif block.info == ["avg"]:
                self.find_piece(block)
            elif len(block.info) == 2 and "." in block.info[1]:
                self.write(block)
        if self.edits:
            self.bless()
        print(f"commands {self.commands}, left out {self.left_out}, failures {self.failures}")
        return self.failures == 0


def main():
    page = Page(*(os.path.abspath(path) for path in sys.argv[1:4]))
    try:
        page.prepare()
        good = page.check()
    finally:
        shutil.rmtree(page.work)
    sys.exit(0 if good else 1)


main()

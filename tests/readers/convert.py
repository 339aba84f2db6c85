"""Runs the program for the readers: outputs in a folder that goes away, and NDJSON to compare with.

A reader that is not installed makes a test end with SKIPPED, which CTest tells as such."""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import facts

SKIPPED = 77


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIPPED)


class Converter:
    def __init__(self, program, work):
        self.program, self.work, self.count = os.path.abspath(program), pathlib.Path(work), 0

    def write(self, documents, suffix, *options):
        """A new output of DOCUMENTS, named with SUFFIX; "" with -t csv is a folder."""
        self.count += 1
        out = self.work / f"salida-{self.count}{suffix}"
        subprocess.run([self.program, "convert", *documents, "-q", "-o", out, *options], check=True,
                       stdin=subprocess.DEVNULL)
        return out

    def tables(self, documents, *options):
        return self.write(documents, "", "-t", "csv", *options)

    def records(self, documents):
        return facts.read(self.write(documents, ".ndjson"))


@contextlib.contextmanager
def converter(program):
    with tempfile.TemporaryDirectory(prefix="avance-readers-") as work:
        yield Converter(program, work)


def by_grammar(documents):
    """The fixtures of each folder of fixtures, folder by folder."""
    folders = {}
    for document in sorted(documents):
        folders.setdefault(os.path.dirname(document), []).append(document)
    return list(folders.values())


def of_each_grammar(documents):
    return [group[0] for group in by_grammar(documents)]


def node(script, *modules):
    """A function that runs tests/readers/SCRIPT with arguments and answers the JSON it prints.
    ./dev installs the modules; without them, or without node, the test is skipped."""
    program = shutil.which("node")
    folder = pathlib.Path(os.environ["AVANCE_NODE_MODULES"])
    if not program:
        skip("node is not installed")
    for module in modules:
        if not (folder / module).is_dir():
            skip(f"{module} is not in {folder} (./dev test installs it, where npm can)")

    def run(*arguments):
        done = subprocess.run([program, facts.ROOT / "tests/readers" / script, *arguments],
                              env=dict(os.environ, NODE_PATH=str(folder)), check=False,
                              stdout=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"{script} ended with {done.returncode}")
        return json.loads(done.stdout)
    return run

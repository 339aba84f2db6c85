#!/usr/bin/env python3
"""The schemas of docs/schema are what the program says: schemas.py PROGRAM SOURCE

Compares each with `avance formats --schema`; with BLESS set, writes them."""
import difflib
import os
import pathlib
import subprocess
import sys


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    environment = dict(os.environ, AVANCE_GRAMMARS=str(source / "grammars"), LC_ALL="C")
    grammars = sorted(path.stem for path in (source / "grammars").glob("*.avg")
                      if any(line.startswith("grammar ")
                             for line in path.read_text("utf-8").splitlines()))
    folder, differ = source / "docs/schema", 0
    for name in grammars:
        made = subprocess.run([program, "formats", "--schema", name], env=environment, check=True,
                              stdout=subprocess.PIPE).stdout.decode("utf-8")
        path = folder / f"{name}.schema.json"
        kept = path.read_text("utf-8") if path.exists() else ""
        if made != kept and os.environ.get("BLESS"):
            path.write_text(made, "utf-8")
        elif made != kept:
            differ += 1
            sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), made.splitlines(True),
                                                       str(path), "avance formats --schema " + name))
    names = {path.name for path in folder.iterdir()}
    left = names - {f"{name}.schema.json" for name in grammars}
    for name in left:
        print(f"{name}: a schema of no grammar")
    print(f"{len(grammars)} schemas, {differ} differ")
    return 1 if differ or left or not grammars else 0


if __name__ == "__main__":
    sys.exit(main())

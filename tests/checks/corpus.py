#!/usr/bin/env python3
"""Invented reports through many extractors: corpus.py PROGRAM SOURCE CORPUS

Their figures bear each other out, so that no finding may be an error, however the text was
extracted: what seems to contradict would be a misreading. A text may be refused."""
import collections
import glob
import json
import os
import sys

from program import avance

SKIPPED = 77
# Rows whole, the picture of the page, and words apart from figures.
EXTRACTORS = ("tika", "pdftotext_layout", "pdftotext")


def main(program, source, corpus):
    dumps = [dump for name in EXTRACTORS
             for dump in sorted(glob.glob(os.path.join(corpus, f"etca/*/dumps/{name}.txt")))]
    if not dumps:
        print("no corpus beside the checkout")
        return SKIPPED
    done = avance(program, source, "check", "--format", "json", *dumps)
    findings = json.loads(done.stdout)
    read = {finding["archivo"] for finding in findings}
    errors = [f for f in findings if f["nivel"] == "error"]
    for finding in errors:
        print(f"{finding['archivo']}:{finding['linea']}: {finding['mensaje']}")
    levels = collections.Counter(f["nivel"] for f in findings)
    print(f"{len(dumps)} texts, {len(read)} read and with findings: {dict(levels)}")
    # Whoever finds nothing anywhere has not looked.
    return 1 if errors or len(read) < len(dumps) // 2 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

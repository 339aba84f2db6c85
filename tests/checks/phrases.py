#!/usr/bin/env python3
"""What evaluations say, against what a person takes them to say: phrases.py PROGRAM SOURCE

Each evaluation stands in two reports: one whose figures are as it says, where nothing may be found
(precision), and one whose figures are not, where the contradiction should be (recall). One that
says nothing stands in four, and nothing may be found in any. Precision must be whole; recall may
not fall below what it was."""
import collections
import copy
import json
import os
import sys
import tempfile

import evaluations
import rules
from program import avance

PLANNED = 8
LEAST_FOUND = {"EVALUATIONS": 0.95, "UNSEEN": 0.85} # share of the contradictions


def figures(planned, done):
    share = f"{int(done * 10000 / planned) / 100:.2f}%" if planned else "0.00%"
    return {"planned": f"{planned:.2f}", "done": f"{done:.2f}", "percentage": share}


def good_and_bad(claim, by=None, percent=None):
    """Planned and done as the text says, and as it does not."""
    if percent and claim != "planned":
        bad = PLANNED * 2 if percent == 50 else PLANNED / 2
        return (PLANNED, PLANNED * percent / 100), (PLANNED, bad)
    if claim == "unplanned":
        return (0, 0), (PLANNED, 0)
    if claim == "planned":
        return (PLANNED, PLANNED - 2), (PLANNED + 3, PLANNED)
    if claim == "reached":
        return (PLANNED, PLANNED), (PLANNED, PLANNED - 3)
    sign = 1 if claim == "exceeded" else -1
    return ((PLANNED, PLANNED + sign * (by or 3)),
            (PLANNED, PLANNED + sign * (by + 1) if by else PLANNED))


def cases_of(name):
    """Evaluation, figures, and whether they contradict it."""
    for text, claim in getattr(evaluations, name):
        if claim is None:
            for planned, done in ((8, 8), (8, 5), (8, 11), (0, 0)):
                yield text, figures(planned, done), False
            continue
        kind, details = claim if isinstance(claim, tuple) else (claim, {})
        good, bad = good_and_bad(kind, **details)
        yield text, figures(*good), False
        yield text, figures(*bad), True


def report(text, numbers):
    records = copy.deepcopy(rules.SOUND)
    rules.says(text, **numbers)(records)
    return rules.text_of(records)


def judge(program, source, name):
    cases = list(cases_of(name))
    with tempfile.TemporaryDirectory() as folder:
        for number, (text, numbers, _) in enumerate(cases):
            with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as file:
                file.write(report(text, numbers))
        done = avance(program, source, "check", "--format", "json", folder)
    said = collections.defaultdict(list)
    for finding in json.loads(done.stdout):
        if finding["codigo"] in ("texto-contradice", "texto-modificado"):
            said[int(os.path.basename(finding["archivo"])[:-4])].append(finding["mensaje"])
    false_alarms = [(cases[i], said[i]) for i in said if not cases[i][2]]
    missed = [case for i, case in enumerate(cases) if case[2] and i not in said]
    wanted = sum(case[2] for case in cases)
    for (text, numbers, _), messages in false_alarms:
        print(f"false alarm: {text} {numbers}: {messages}")
    for text, numbers, _ in missed:
        print(f"not seen: {text} {numbers}")
    found = wanted - len(missed)
    print(f"{name}: {len(getattr(evaluations, name))} evaluations in {len(cases)} reports; "
          f"{found} of {wanted} contradictions found, {len(false_alarms)} false alarms")
    return not false_alarms and found >= wanted * LEAST_FOUND[name]


def main(program, source):
    good = [judge(program, source, name) for name in ("EVALUATIONS", "UNSEEN")
            if hasattr(evaluations, name)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

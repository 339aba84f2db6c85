#!/usr/bin/env python3
"""The forms of findings say the same: forms.py PROGRAM SOURCE"""
import csv
import io
import json
import os
import re
import sys
import tempfile

from program import avance

KEYS = ["nivel", "codigo", "archivo", "pagina", "linea", "mensaje", "esperado", "hallado"]
SARIF_LEVELS = {"error": "error", "aviso": "warning", "nota": "note"}


def wrong_in_sarif(log):
    """What the standard asks for and LOG does not have; there is a schema of it, which is not ours."""
    wrong = []

    def ask(good, what):
        if not good:
            wrong.append(what)

    ask(log["version"] == "2.1.0" and log["$schema"].startswith("https://") and
        set(log) == {"version", "$schema", "runs"} and len(log["runs"]) == 1, "log")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    ask(driver["name"] and driver["version"], "driver")
    ask(run["columnKind"] == "unicodeCodePoints", "columnKind")
    for rule in driver["rules"]:
        ask(set(rule) <= {"id", "shortDescription", "fullDescription", "help",
                          "defaultConfiguration"} and rule["shortDescription"]["text"] and
            all(rule[key]["text"] for key in ("fullDescription", "help") if key in rule) and
            rule["defaultConfiguration"]["level"] in SARIF_LEVELS.values(), rule)
    for result in run["results"]:
        ask(set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"} and
            driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] and
            result["level"] in SARIF_LEVELS.values() and result["message"]["text"] and
            len(result["locations"]) == 1, result)
        place = result["locations"][0]["physicalLocation"]
        ask(re.fullmatch(r"(?:file:///)?[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"]), place)
        region = place.get("region", {"startLine": 1})
        ask(set(region) <= {"startLine", "startColumn"} and
            all(isinstance(number, int) and number > 0 for number in region.values()), place)
    return wrong


def check_explanations(program, source):
    """Every code is explained in both languages, with other words; those of grammars whole."""
    both = [json.loads(avance(program, source, "check", "--codes", "--format", "json", "--lang",
                              language).stdout) for language in ("es", "en")]
    asked = set()
    for spanish, english in zip(*both, strict=True):
        same = [key for key in ("mensaje", "razon", "ejemplo")
                if spanish[key] and spanish[key] == english[key] and re.search("[a-z]{3} ", spanish[key])]
        lacks = [key for key in ("razon", "ejemplo")
                 if spanish["gramatica"] and not (spanish[key] and english[key])]
        if same or lacks or not spanish["mensaje"] or not english["mensaje"]:
            sys.exit(f"{spanish['codigo']}: the same in both languages {same}, missing {lacks}")
        if not spanish["gramatica"] or spanish["codigo"] in asked:
            continue
        asked.add(spanish["codigo"])
        for language, code in (("es", spanish), ("en", english)):
            said = avance(program, source, "check", "--explain", code["codigo"], "--lang", language)
            if said.returncode or any(code[key] not in said.stdout for key in (
                    "mensaje", "razon", "ejemplo", "regla")):
                sys.exit(f"--explain {code['codigo']}: {said.stdout}{said.stderr}")


def main(program, source):
    check_explanations(program, source)
    path = os.path.join(source, "fixtures/etca-iii-04/informe-trimestral.txt")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with tempfile.TemporaryDirectory() as folder:
        # A wrong figure, and a name that each form has to quote in its own way.
        edited = os.path.join(folder, 'informe "2", ñ.txt')
        with open(edited, "w", encoding="utf-8") as file:
            file.write(text.replace("150.00%NUM 6.00", "150.00%NUM 7.00"))
        outputs = {form: avance(program, source, "check", "--format", form, path, edited)
                   for form in ("text", "json", "csv", "sarif")}
    for form, output in outputs.items():
        if output.returncode != 1:
            sys.exit(f"{form}: status {output.returncode}: {output.stderr}")
    findings = json.loads(outputs["json"].stdout)
    if not findings or any(list(finding) != KEYS for finding in findings):
        sys.exit(f"the keys are not {KEYS}")
    if [f["codigo"] for f in findings if f["nivel"] == "error"] != ["num-igual-met"]:
        sys.exit("the wrong figure is not the one error")
    places = [(f["archivo"] == edited, f["linea"]) for f in findings]
    if places != sorted(places):
        sys.exit("the findings are not in document order")
    rows = list(csv.DictReader(io.StringIO(outputs["csv"].stdout)))
    wanted = [{key: "" if value is None else str(value) for key, value in finding.items()}
              for finding in findings]
    if rows != wanted:
        sys.exit("csv says something else")
    log = json.loads(outputs["sarif"].stdout)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        sys.exit("sarif has a rule twice")
    wrong = wrong_in_sarif(log)
    if wrong:
        sys.exit(f"sarif 2.1.0 has other rules: {wrong[:3]}")
    for finding, result in zip(findings, run["results"], strict=True):
        location = result["locations"][0]["physicalLocation"]
        if (result["ruleId"] != finding["codigo"] or result["ruleId"] not in rules or
                result["level"] != SARIF_LEVELS[finding["nivel"]] or
                result["message"]["text"] != finding["mensaje"] or
                location["region"]["startLine"] != finding["linea"]):
            sys.exit(f"sarif says something else: {result}")
    if not run["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"][
            "uri"].endswith("informe%20%222%22%2C%20%C3%B1.txt"):
        sys.exit("sarif does not quote the path")
    lines = outputs["text"].stdout.split("\n")
    for finding, line in zip(findings, lines):
        if not (line.startswith(f"{finding['archivo']}:{finding['linea']}:") and
                f": {finding['nivel']}: {finding['mensaje']}" in line and
                line.endswith(f" [{finding['codigo']}]")):
            sys.exit(f"text says something else: {line}")


main(*sys.argv[1:])

#!/usr/bin/env python3
"""The forms of findings say the same: forms.py PROGRAM SOURCE"""
import csv
import io
import json
import os
import sys
import tempfile

from program import avance

KEYS = ["nivel", "codigo", "archivo", "pagina", "linea", "mensaje", "esperado", "hallado"]
SARIF_LEVELS = {"error": "error", "aviso": "warning", "nota": "note"}


def main(program, source):
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
    run = json.loads(outputs["sarif"].stdout)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        sys.exit("sarif has a rule twice")
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

#!/usr/bin/env python3
"""run_schema.py READER PROGRAM DOCUMENT...: READER (jsonschema or ajv) accepts the JSON and NDJSON of
every document by the schemas of docs/schema, and rejects damaged ones."""
import copy
import json
import os
import pathlib
import sys

import convert
import facts


def first(node, name):
    """The first object inside NODE that has the key NAME."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, dict) and name in node:
            return node
        children = node.values() if isinstance(node, dict) else node
        stack.extend(reversed([c for c in children if isinstance(c, (dict, list))]))
    raise KeyError(name)


def remove(*path):
    def damage(document):
        for key in path[:-1]:
            document = first(document, key)[key]
        del first(document, path[-1])[path[-1]]
    return damage


def put(key, value):
    def damage(document):
        first(document, key)[key] = value
    return damage


def inside(name, key, value):
    def damage(document):
        first(document, name)[name][key] = value
    return damage


# What can go wrong with any document, and with one that has figures.
DAMAGES = {
    "a key that nobody knows": lambda d: d.update(otra=1),
    "no observations": remove("observaciones"),
    "a later version": put("avance", 2),
    "another grammar": inside("gramatica", "nombre", "otra"),
    "a sum that is none": inside("fuente", "sha256", "ABC"),
    "a line as text": inside("origen", "linea", "16"),
    "no page": remove("origen", "pagina"),
    "a block that nobody knows": put("bloque", "bloque-inventado"),
    "a level that is none": lambda d: d["observaciones"].append(
        dict(nivel="grave", codigo="x", archivo="x", pagina=None, linea=None, mensaje="x",
             esperado=None, hallado=None)),
    "contents that are no list": inside("documento", "contenido", {}),
    "an author that nobody prints": inside("documento", "autor", "x"),
    "lines that are half": inside("fuente", "lineas", 1.5),
}
FIGURES = {
    "no figure": remove("met", "realizado", "t4"),
    "a figure as text": inside("realizado", "t1", "1,900.00"),
    "a row with one figure more": inside("original", "t5", 1),
    "no row": remove("num"),
    "a key as a number": put("clave", 30),
    "a flag in words": put("acumulable", "SI"),
    "a date as printed": put("emitido", "11-04-2024 10:44"),
    "zero for nothing": put("evaluacion", 0),
    "a state that is none": put("estado_original", "regular"),
}
LINES = {
    "no registro": remove("registro"),
    "a registro that nobody knows": put("registro", "x"),
    "a file that is a number": inside("origen", "archivo", 1),
    "a heading that is text": put("documento", "x"),
}


def cases_of(convert_one, document):
    """(schema, pointer, name, instance, is it valid) of one document."""
    grammar = pathlib.Path(document).parent.name
    schema = facts.ROOT / f"docs/schema/{grammar}.schema.json"
    name = f"{grammar}/{pathlib.Path(document).name}"
    cases = []
    for options in ([], ["--semaforo", "90-110"]):
        whole = json.loads(convert_one.write([document], ".json", *options).read_text("utf-8"))
        lines = convert_one.write([document], ".ndjson", *options).read_text("utf-8").splitlines()
        cases.append((schema, "", name, whole, True))
        cases += [(schema, "#/$defs/linea", f"{name}:{number}", json.loads(line), True)
                  for number, line in enumerate(lines, 1)]
    line = cases[-1][3]
    for pointer, instance, damages in (("", whole, DAMAGES), ("#/$defs/linea", line, LINES),
                                       ("", whole, FIGURES if "met" in line else {})):
        for what, damage in damages.items():
            damaged = copy.deepcopy(instance)
            damage(damaged)
            cases.append((schema, pointer, f"{name}: {what}", damaged, False))
    return cases


def with_a_stray_line(one, document):
    """A copy of DOCUMENT with words that belong nowhere, at its beginning and in its middle."""
    document = pathlib.Path(document)
    lines = document.read_text("utf-8").splitlines(keepends=True)
    stray = "\n«§» {estorbo} 7 ~ 7\n\n"
    lines.insert(len(lines) // 2, stray)
    folder = one.work / document.parent.name
    folder.mkdir(exist_ok=True)
    path = folder / document.name
    path.write_text(stray + "".join(lines), "utf-8")
    return path


def by_jsonschema(cases):
    try:
        import jsonschema
    except ImportError:
        convert.skip("python3-jsonschema is not installed")
    validators = {}
    for path, pointer, _, instance, _ in cases:
        if (path, pointer) not in validators:
            schema = json.loads(path.read_text("utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            if pointer:
                schema = {"$defs": schema["$defs"], "$ref": pointer}
            validators[path, pointer] = jsonschema.Draft202012Validator(schema)
        yield validators[path, pointer].is_valid(instance)


def by_ajv(cases):
    run = convert.node("check_ajv.cjs", "ajv")
    path = os.environ["AVANCE_CASES"]
    with open(path, "w", encoding="utf-8") as file:
        json.dump([[str(schema), pointer, instance] for schema, pointer, _, instance, _ in cases],
                  file)
    return run(path)


def main():
    reader, program, *documents = sys.argv[1:]
    check = facts.Check()
    with convert.converter(program) as one:
        os.environ["AVANCE_CASES"] = str(one.work / "cases.json")
        documents += [with_a_stray_line(one, d) for d in convert.of_each_grammar(documents)]
        cases = [case for document in documents for case in cases_of(one, document)]
        answers = {"jsonschema": by_jsonschema, "ajv": by_ajv}[reader](cases)
        for (_, _, name, _, valid), answer in zip(cases, answers, strict=True):
            check.same(f"{name} is valid", valid, answer)
    rejected = sum(not case[4] for case in cases)
    strays = sum(case[4] and case[3].get("registro") == "desconocido" for case in cases)
    check.same("some line is of text that no rule took", True, strays > 0)
    print(f"{len(cases) - rejected} to accept, {rejected} to reject")
    return check.exit_status(reader)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that docs/output.md, docs/tmss10ping.schema.json and what the program writes agree.

    tests/check_output_document.py [PROMTOOL]

A unit test shows that the program writes the lines of tests/data/events.ndjson and tests/data/figures.prom. Here
these lines, and the examples of the page, are checked against the schema, in which nothing may be missing; and the
page must name every field and every figure. With a promtool, that has its say, too."""

import copy
import json
from pathlib import Path
import re
import subprocess
import sys

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "docs" / "tmss10ping.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
LINES = (ROOT / "tests" / "data" / "events.ndjson").read_text(encoding="utf-8").splitlines()
FIGURES = ROOT / "tests" / "data" / "figures.prom"


def strict(schema: dict) -> dict:
    """The schema without room for fields that it does not name."""
    out = copy.deepcopy(schema)
    out["unevaluatedProperties"] = False
    for part in out["$defs"].values():
        if part.get("type") == "object":
            part["unevaluatedProperties"] = False
    return out


VALIDATOR = jsonschema.Draft202012Validator(strict(SCHEMA))


def is_valid(line: dict) -> bool:
    return VALIDATOR.is_valid(line)


def line_faults(lines: list[str], where: str) -> list[str]:
    out = []
    for number, line in enumerate(lines, 1):
        error = jsonschema.exceptions.best_match(VALIDATOR.iter_errors(json.loads(line)))
        if error is not None:
            out.append(f"{where}, line {number}: {error.message}")
    return out


def event_faults() -> list[str]:
    """Every event of the schema has a line, and every optional field is in one; so is one that any event may have."""
    lines = [json.loads(line) for line in LINES]
    names = {reference["$ref"].rsplit("/", 1)[1] for reference in SCHEMA["oneOf"]}
    out = [f"no line has the event {name}" for name in sorted(names - {line["event"] for line in lines})]
    out += [f"no line has {field}" for field in SCHEMA["properties"] if not any(field in line for line in lines)]
    for name in sorted(names):
        seen = {field for line in lines if line["event"] == name for field in line}
        out += [f"no line of {name} has {field}" for field in SCHEMA["$defs"][name]["properties"] if field not in seen]
    return out


def strictness_faults() -> list[str]:
    """A line that lacks a required field, or has one of another type, is refused: the schema says something."""
    out = []
    for text in LINES:
        line = json.loads(text)
        required = SCHEMA["required"] + SCHEMA["$defs"][line["event"]]["required"]
        for field in required:
            without = {key: value for key, value in line.items() if key != field}
            if is_valid(without):
                out.append(f"{line['event']} is valid without {field}")
        for field in line:
            if is_valid({**line, field: None}):
                out.append(f"{line['event']} is valid with {field} null")
        if is_valid({**line, "unknown": 1}):
            out.append(f"{line['event']} is valid with an unknown field")
    return out


def named_faults() -> list[str]:
    """Every event, field, column and figure is named on the page."""
    wanted = set(SCHEMA["properties"]) | {name for name in re.findall(r"# TYPE (\S+)", FIGURES.read_text())}
    for name, part in SCHEMA["$defs"].items():
        wanted |= set(part.get("properties", {}))
        if "event" in part.get("properties", {}):
            wanted.add(name)
    return [f"the page does not name {name}" for name in sorted(wanted) if f"`{name}`" not in PAGE]


def example_faults() -> list[str]:
    examples = [line for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    return line_faults(examples, "examples of the page") if examples else ["the page has no example of JSON"]


def promtool_faults(promtool: str) -> list[str]:
    with FIGURES.open("rb") as figures:
        done = subprocess.run([promtool, "check", "metrics"], stdin=figures, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    return [f"promtool: {said or done.returncode}"] if done.returncode != 0 or said else []


def main() -> int:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = line_faults(LINES, "events.ndjson") + event_faults() + strictness_faults() + named_faults() + example_faults()
    if len(sys.argv) > 1:
        found += promtool_faults(sys.argv[1])
    print("\n".join(found or [f"{len(LINES)} lines"]))
    return 1 if found or not LINES else 0


if __name__ == "__main__":
    sys.exit(main())

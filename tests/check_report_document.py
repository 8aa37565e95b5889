#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that docs/tmss10ping-report.schema.json, docs/output.md and what --report FILE.json writes agree.

    tests/check_report_document.py [FILE]...

A unit test shows that the program writes tests/data/report.json, in which everything is, and report-unbegun.json. Here
they, and any FILE, are checked against the schema, in which nothing may be missing; and the page must name every field."""

import copy
import json
from pathlib import Path
import sys

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "docs" / "tmss10ping-report.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
SAMPLES = [ROOT / "tests" / "data" / name for name in ("report.json", "report-unbegun.json")]


def strict(schema: dict) -> dict:
    """The schema without room for fields that it does not name."""
    out = copy.deepcopy(schema)
    for part in [out, *out["$defs"].values()]:
        if part.get("type") == "object":
            part["unevaluatedProperties"] = False
    return out


VALIDATOR = jsonschema.Draft202012Validator(strict(SCHEMA))


def faults_of(file: Path) -> list[str]:
    document = json.loads(file.read_text(encoding="utf-8"))
    return [f"{file.name}: {error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def names_in(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*(names_in(one) for one in value))
    if isinstance(value, dict):
        return set(value).union(*(names_in(one) for one in value.values()))
    return set()


def all_names() -> set[str]:
    return set(SCHEMA["properties"]).union(*(part.get("properties", {}) for part in SCHEMA["$defs"].values()))


def strictness_faults() -> list[str]:
    """A document that lacks a required field, or has one of another type, is refused: the schema says something."""
    document = json.loads(SAMPLES[0].read_text(encoding="utf-8"))
    out = []
    for field in document:
        without = {key: value for key, value in document.items() if key != field}
        if field in SCHEMA["required"] and VALIDATOR.is_valid(without):
            out.append(f"a document is valid without {field}")
        if VALIDATOR.is_valid({**document, field: None}):
            out.append(f"a document is valid with {field} null")
    if VALIDATOR.is_valid({**document, "unknown": 1}):
        out.append("a document is valid with an unknown field")
    return out


def main() -> int:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    files = SAMPLES + [Path(name) for name in sys.argv[1:]]
    found = [fault for file in files for fault in faults_of(file)] + strictness_faults()
    seen = names_in([json.loads(file.read_text(encoding="utf-8")) for file in SAMPLES])
    found += [f"no sample has {name}" for name in sorted(all_names() - seen)]
    found += [f"the page does not name {name}" for name in sorted(all_names()) if f"`{name}`" not in PAGE]
    print("\n".join(found or [f"{len(files)} documents"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

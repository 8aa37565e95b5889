#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares lists of contents with the schema of CycloneDX 1.6, which is in a module of npm's:
run.py MODULES_DIRECTORY FILE...

Damaged copies of each must be refused. tests/packages/check_sbom.py compares what they say with the list in SPDX. Without
npm, the test is skipped; it fails if the variable CI is set."""

import copy
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import jsonschema

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[2]
SKIPPED = 77
# The schemas that the one of CycloneDX refers to.
OTHERS = {"spdx": "spdx.SNAPSHOT.schema.json", "jsf": "jsf-0.82.SNAPSHOT.schema.json",
          "cryptography": "cryptography-defs.SNAPSHOT.schema.json"}


def skip(why: str) -> int:
    print(why)
    return 1 if os.environ.get("CI") else SKIPPED


def read_schema(directory: Path) -> dict:
    """With the others as definitions of its own: how files refer to each other differs from jsonschema to jsonschema."""
    text = (directory / "bom-1.6.SNAPSHOT.schema.json").read_text(encoding="utf-8")
    definitions = {}
    for name, file in OTHERS.items():
        text = text.replace(f'"{file}#', f'"#/definitions/{name}').replace(f'"{file}"', f'"#/definitions/{name}"')
        other = (directory / file).read_text(encoding="utf-8").replace('"$ref": "#/', f'"$ref": "#/definitions/{name}/')
        definitions[name] = json.loads(other)
        definitions[name].pop("$id", None)
    assert ".schema.json#" not in text, "the schema refers to another file"
    schema = json.loads(text)
    schema["definitions"] |= definitions
    return schema


def damaged(document: dict) -> list[tuple[str, dict]]:
    def changed(what: str, change) -> tuple[str, dict]:
        out = copy.deepcopy(document)
        change(out)
        return what, out

    return [changed("a licence that is none", lambda out: out["metadata"]["component"].update(
                licenses=[{"license": {"id": "Nobody's"}}])),
            changed("a field that it does not know", lambda out: out["components"][0].update(weight=1)),
            changed("a component without a name", lambda out: out["components"][0].pop("name")),
            changed("a serial number that is none", lambda out: out.update(serialNumber="urn:uuid:1"))]


def main() -> int:
    modules, *files = map(Path, sys.argv[1:])
    if shutil.which("npm") is None:
        return skip("not installed: npm; scripts/install-deps test installs it")
    if subprocess.run([TOP / "tests/page/modules", modules, HERE], check=False).returncode != 0:
        return skip("the modules of the test could not be installed")
    schema = read_schema(modules / "node_modules/@cyclonedx/cyclonedx-library/res/schema")
    checker = jsonschema.Draft7Validator(schema)
    assert files, "which files?"
    for file in files:
        document = json.loads(file.read_text(encoding="utf-8"))
        assert document["specVersion"] == "1.6", document["specVersion"]
        checker.validate(document)
        for what, copied in damaged(document):
            assert not checker.is_valid(copied), f"{file}: {what} was planted, and not refused"
        print(f"as its schema says: {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of examinations in docs/testing.md: each situation, and the sentence that the verdict begins with.

    examinations.py            prints it
    examinations.py --check    whether the document has it"""

from pathlib import Path
import json
import sys

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "docs" / "testing.md"
HEAD = "| situation | the verdict begins with |\n|---|---|\n"


def main(argv: list[str]) -> int:
    judged = json.loads((HERE / "data" / "examinations.json").read_text())
    table = HEAD + "".join(f"| {name} | {one['sentences'][0]} |\n" for name, one in judged.items())
    if argv[1:] != ["--check"]:
        print(table, end="")
        return 0
    if table in DOCUMENT.read_text():
        print(f"{len(judged)} situations")
        return 0
    print("docs/testing.md lacks the table that examinations.py prints", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of situations in docs/testing.md: each case of a chain of routers, and the sentence in its output.

    situations.py            prints it
    situations.py --check    whether the document has it"""

from itertools import takewhile
from pathlib import Path
import sys

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "docs" / "testing.md"
sys.path.insert(1, str(HERE.parent / "cli"))

from case_file import read_cases
from chain_run import ChainRun

HEAD = "| situation | what the run says |\n|---|---|\n"
FILES = ("path.case", "ways.case", "translated.case", "local.case", "mtu.case", "idle.case", "observe.case")
# Lines that a sentence follows.
HEADINGS = ("path to ", "largest ", "idle limit of ", "round ", "PING ", "44 bytes ", "---", "<...>")


def sentence_of(lines: list[str]) -> str:
    """The first line that is neither indented nor a heading, and those that it goes on in; without one, the
    last one that says anything."""
    for at, line in enumerate(lines):
        if line and not line.startswith((" ", *HEADINGS)):
            rest = takewhile(lambda more: more.startswith("  "), lines[at + 1:])
            return " ".join([line, *map(str.strip, rest)])
    said = [line for line in lines if line.strip() and not line.strip().startswith(HEADINGS[-4:])]
    return " ".join(said[-1].split()) if said else ""


def rows() -> list[str]:
    out = []
    for name in FILES:
        for case in read_cases(HERE / "path_cases" / name, ChainRun.more_lines):
            text = sentence_of(case.blocks.get("stdout", []))
            if text and "IPv6" not in case.name:
                out.append(f"| {case.name} | {text} |\n".replace("<any>", "…").replace("<n>", "…"))
    return out


def main(argv: list[str]) -> int:
    table = HEAD + "".join(rows())
    if argv[1:] != ["--check"]:
        print(table, end="")
        return 0
    if table in DOCUMENT.read_text():
        print(f"{len(rows())} situations")
        return 0
    print("docs/testing.md lacks the table that situations.py prints", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))

# SPDX-License-Identifier: MIT
"""Reads *.case files into cases. README.md describes the format."""

from dataclasses import dataclass, field
from pathlib import Path
import re

BLOCKS = {"stdout", "stderr", "stderr as it is", "log", "asked"}
ONCE = {"run", "exit", "responder", "peer", "proxy", "beside", "first", "stdout to", "needs",
        "times", "timed", "columns", "received", "sent", "connections"} | BLOCKS
MANY = {"when", "file", "leaves", "environment"}


@dataclass
class Case:
    """One case. `fields` has what is given once, `steps` the "when" lines, in order."""
    name: str
    where: str
    fields: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    leaves: dict[str, list[str]] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)


class BadCase(Exception):
    """A case file that breaks the format, with its place."""


def key_and_rest(line: str, where: str) -> tuple[str, str, str]:
    """"file key.txt: 00" as ("file", "key.txt", "00")."""
    head, colon, value = line.partition(":")
    if not colon:
        raise BadCase(f"{where}: no colon in {line!r}")
    first, _, rest = head.partition(" ")
    if first in MANY:
        return first, rest.strip(), value.strip()
    return head, "", value.strip()


def add_line(case: Case, line: str, where: str, once: set[str]) -> list[str] | None:
    """Adds a line to the case; returns the lines of its block if it opens one."""
    key, subject, value = key_and_rest(line, where)
    if key in MANY:
        if key == "when":
            case.steps.append((subject, value))
        elif key == "leaves":
            case.leaves[subject] = [value] if value else []
            return None if value else case.leaves[subject]
        else:
            getattr(case, "files" if key == "file" else key)[subject] = value
        return None
    if key not in once and f"{key.partition(' ')[0]} *" not in once:
        raise BadCase(f"{where}: {key!r} is not part of the format")
    if key in case.fields or key in case.blocks:
        raise BadCase(f"{where}: {key!r} was given before")
    if key not in BLOCKS:
        case.fields[key] = value
        return None
    case.blocks[key] = []
    return case.blocks[key]


def check(case: Case) -> Case:
    for needed in ("run", "exit"):
        if needed not in case.fields:
            raise BadCase(f"{case.where}: the case has no {needed!r}")
    return case


def read_cases(path: Path, more: set[str]) -> list[Case]:
    """The cases of a file, in which these lines may stand besides; "link *" is any that begins so."""
    cases: list[Case] = []
    block: list[str] | None = None
    gap = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if line.startswith("#"):
            continue
        if not line.strip():
            gap += 1
        elif line.startswith("  "):
            if block is None:
                raise BadCase(f"{where}: an indented line outside of a block")
            block += [""] * gap + [line[2:]]
            gap = 0
        elif match := re.fullmatch(r"case: (.+)", line):
            cases.append(Case(match[1], where))
            block, gap = None, 0
        elif not cases:
            raise BadCase(f"{where}: a line before the first case")
        else:
            block, gap = add_line(cases[-1], line, where, ONCE | more), 0
    return [check(case) for case in cases]

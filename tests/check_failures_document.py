#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the tests which docs/failures.md names show what it says.

    tests/check_failures_document.py [ROOT]

Each row's sentence, hint and exit code must be those of a case in each *.case file that the row names. A row
whose words no case has names a unit test, or nothing (—), and then the reason why."""

from dataclasses import dataclass
from pathlib import Path
import re
import sys

COLUMNS = 5
FIELD = re.compile(r"\\\{[a-z]+\\\}")  # in an escaped text
LOST_BEFORE = r"(?:the connection was lost \(.*\), and could not be made again: )?"
ANY_SENTENCE = re.compile(r"\s*TMSS10Ping: (?:<any>|[^:]*: <any>)\s*")
# How the hint of a direct connection ends, in any row: the document says so once.
PATH_COMMAND = re.compile(r" To see how far requests get, run: TMSS10Ping --path [^\n]*$")


@dataclass
class Row:
    """One cause, and the tests that show it."""
    line: int
    sentence: str
    hint: str
    exit_code: str
    shown_by: str

    def files(self) -> list[str]:
        return re.findall(r"`(tests/[^`]+)`", self.shown_by)

    def reason(self) -> str:
        """What stands beside the names of the files."""
        return re.sub(r"`[^`]*`", "", self.shown_by).strip(" ,;:—")


@dataclass
class Told:
    """What a case expects on standard error: a sentence, and the hint behind it."""
    sentence: str
    hint: str
    exit_code: str


def rows_of(document: Path) -> list[Row]:
    rows = []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != COLUMNS:
            raise SystemExit(f"{document}:{number}: not {COLUMNS} columns")
        if cells[1] != "sentence" and not cells[1].startswith("---"):
            rows.append(Row(number, *cells[1:]))
    return rows


def told_in(file: Path) -> list[Told]:
    """Every failure in the stderr blocks of a file's cases. A line that says nothing in particular is none."""
    out: list[Told] = []
    exit_code, block = "", ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("exit:"):
            exit_code = line.partition(":")[2].strip()
        if line and not line.startswith((" ", "#")):
            block = line
        elif block == "stderr:" and line.startswith("  TMSS10Ping: "):
            out.append(Told(line.strip(), "", exit_code))
        elif block == "stderr:" and line.startswith("    hint: ") and out:
            out[-1].hint = PATH_COMMAND.sub("", line.strip().removeprefix("hint: "))
    return [told for told in out if not ANY_SENTENCE.fullmatch(told.sentence)]


def pattern(text: str) -> str:
    return FIELD.sub(".+", re.escape(text))


def shows(told: Told, row: Row) -> bool:
    sentence = f"TMSS10Ping: .+?: {LOST_BEFORE}{pattern(row.sentence)}"
    return (told.exit_code == row.exit_code and re.fullmatch(pattern(row.hint), told.hint) is not None
            and re.fullmatch(sentence, told.sentence) is not None)


def faults(row: Row, root: Path) -> list[str]:
    files = row.files()
    if not any(file.endswith(".case") for file in files) and not row.reason():
        return ["no case is named, and no reason is given"]
    out = []
    for file in files:
        if not (root / file).is_file():
            out.append(f"there is no {file}")
        elif file.endswith(".case") and not any(shows(told, row) for told in told_in(root / file)):
            out.append(f"no case of {file} ends with {row.exit_code} and has this sentence and hint")
    return out


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    document = root / "docs" / "failures.md"
    rows = rows_of(document)
    found = [f"{document.name}:{row.line}: {row.sentence}: {fault}" for row in rows for fault in faults(row, root)]
    print("\n".join(found or [f"{len(rows)} rows"]))
    return 1 if found or not rows else 0


if __name__ == "__main__":
    sys.exit(main())

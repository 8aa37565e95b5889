#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of two machines beside each other: side_by_side.py FILE FILE

The files are what tests/bench/run wrote on each. Only what both have compared with the same peer is shown."""

import json
from pathlib import Path
import sys

from table import aligned, number

HEAD = ["what", "peer or floor", *(f"{side}: {what}" for side in "AB" for what in ("value", "ratio", "difference"))]


def compared(file: Path) -> dict[tuple[str, str], dict]:
    return {(row["what"], row["peer"]): row for row in json.loads(file.read_text())["rows"] if row["peer_value"]}


def cells(row: dict) -> list[str]:
    difference = row["value"] - row["peer_value"]
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    unit = row["unit"]
    return [f"{number(row['value'])} {unit}", f"{row['value'] / row['peer_value']:.2f}",
            f"{sign}{number(abs(difference))} {unit}"]


def main(files: list[Path]) -> int:
    first, second = (compared(file) for file in files)
    lines = [[*key, *cells(first[key]), *cells(second[key])] for key in first if key in second]
    if not lines:
        print("the two files have nothing in common", file=sys.stderr)
        return 1
    print(aligned([HEAD, *lines]))
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main([Path(name) for name in sys.argv[1:]]))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the manual pages are right in the eyes of those who show them: man (groff) and mandoc.

Neither may warn of anything, 80 columns must do, and whatis must find the page by its name."""

import os
from pathlib import Path
import re
import subprocess
import sys

from programs_needed import result_without

PAGES = sorted((Path(__file__).resolve().parent.parent.parent / "docs" / "man").glob("*.[1-8]"))
COLUMNS = 80
# Examples begin in column 14, as with groff 1.23 and later, whose margin is 7; with older ones and with mandoc it is 5.
WIDEST_MARGIN = "indent=6"
CHECKS = [["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"], ["mandoc", "-T", "lint", "-W", "warning"]]


def run(command: list[str], page: Path) -> subprocess.CompletedProcess:
    environment = os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": str(COLUMNS), "MANROFFOPT": "", "MANPAGER": "cat"}
    return subprocess.run([*command, str(page)], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          encoding="utf-8", check=False, timeout=60)


def warnings(page: Path) -> list[str]:
    out = []
    for command in CHECKS:
        done = run(command, page)
        said = done.stderr + (done.stdout if command[0] == "mandoc" else "")
        if said or done.returncode != 0:
            out.append(f"{page.name}: {command[0]} exits with {done.returncode} and says: {said.strip()}")
    return out


def reading_faults(page: Path) -> list[str]:
    """What somebody would see who reads the page."""
    out = []
    for command in (["man", "-l"], ["mandoc", "-T", "utf8"], ["mandoc", "-T", "utf8", "-O", WIDEST_MARGIN]):
        # Without the letters below others, which make these bold or underlined.
        lines = re.sub(r".\x08", "", run(command, page).stdout).splitlines()
        if not {"NAME", "EXIT STATUS", "SEE ALSO"} <= set(lines):
            out.append(f"{page.name}: {command[0]} does not show the page")
        out += [f"{page.name}: {command[0]} shows {len(line)} columns: {line}" for line in lines if len(line) > COLUMNS]
    name = run(["lexgrog"], page)
    if name.returncode != 0 or f'"{page.stem} - ' not in name.stdout:
        out.append(f"{page.name}: whatis finds: {(name.stdout + name.stderr).strip()}")
    return out


def main() -> int:
    if code := result_without(["man", "mandoc", "lexgrog"]):
        return code
    found = [fault for page in PAGES for fault in warnings(page) + reading_faults(page)]
    print("\n".join(found or [f"{len(PAGES)} pages"]))
    return 1 if found or not PAGES else 0


if __name__ == "__main__":
    sys.exit(main())

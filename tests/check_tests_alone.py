#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each unit test's file is complete: check_tests_alone.py BUILD

In a batch, one may include what another one needs. Here the compiler reads each by itself, with every warning, and
makes nothing of it. BUILD is a directory that CMake has configured."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import json
import os
import shlex
import subprocess
import sys


def problem_of(entry: dict) -> str:
    command = [*shlex.split(entry["command"]), "-fsyntax-only"]
    run = subprocess.run(command, cwd=entry["directory"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True, check=False)
    return run.stdout if run.returncode != 0 else ""


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    entries = json.loads(Path(argv[1], "compile_commands.json").read_text())
    tests = [entry for entry in entries if "/unit_tests.dir/" in entry["command"]]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [problem for problem in pool.map(problem_of, tests) if problem]
    print("".join(problems), end="")
    print(f"{len(tests)} files, {len(problems)} do not compile")
    return 1 if problems or not tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each unit test's file is complete: check_tests_alone.py [--all] BUILD

In a batch, one may include what another one needs. Here the compiler reads each by itself, with every warning, and
makes nothing of it. BUILD is a directory that CMake has configured. Without --all, only files that changed in the last
commits are read, if there is a history: the others were when they changed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import json
import os
import shlex
import subprocess
import sys


COMMITS = 60


def changed_lately() -> set[str] | None:
    """Paths of tests; None where nobody knows."""
    run = subprocess.run(["git", "diff", "--name-only", "--relative", f"HEAD~{COMMITS}", "--", "."],
                         cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return set(run.stdout.splitlines()) if run.returncode == 0 else None


def problem_of(entry: dict) -> str:
    command = [*shlex.split(entry["command"]), "-fsyntax-only"]
    run = subprocess.run(command, cwd=entry["directory"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True, check=False)
    return run.stdout if run.returncode != 0 else ""


def main(argv: list[str]) -> int:
    words = [word for word in argv[1:] if word != "--all"]
    if len(words) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    entries = json.loads(Path(words[0], "compile_commands.json").read_text())
    tests = [entry for entry in entries if "/unit_tests.dir/" in entry["command"]]
    if not tests:
        print("there are no tests")
        return 1
    changed = None if "--all" in argv else changed_lately()
    if changed is not None:
        tests = [entry for entry in tests if os.path.relpath(entry["file"], Path(__file__).parent) in changed]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [problem for problem in pool.map(problem_of, tests) if problem]
    print("".join(problems), end="")
    print(f"{len(tests)} files, {len(problems)} do not compile")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

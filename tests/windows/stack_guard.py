# SPDX-License-Identifier: MIT
"""Whether what is written behind an array on the stack ends a program."""

from pathlib import Path
import subprocess

from wine_child import WINE

LIMIT = 60  # seconds
RUNS = 5


def run(program: Path, *words: str) -> tuple[list[str], int]:
    done = subprocess.run([WINE, program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=LIMIT)
    return done.stdout.splitlines(), done.returncode


def problems_of_stack_guard(build: Path) -> list[str]:
    program = build / "tests/windows/overrun.exe"
    guards, problems = set(), []
    for _ in range(RUNS):
        lines, code = run(program)
        guards.add(lines[0] if lines else "nothing")
        if lines[1:] != ["went on"] or code != 0:
            problems.append(f"an array that is filled ends with {code}: {lines}")
    if len(guards) < RUNS or any(not guard.endswith("00") for guard in guards):
        problems.append(f"these are no guards to trust: {sorted(guards)}")
    lines, code = run(program, "overrun")
    if lines[1:] or code == 0:
        problems.append(f"an overrun ends with {code}: {lines}")
    return problems

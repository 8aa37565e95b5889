#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the command-line cases: run.py PING RESPONDER [FILTER]"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import os
import re
import signal
import sys

from case_file import BadCase, Case, read_cases
from case_run import run_case

HERE = Path(__file__).parent


def every_case(wanted: str) -> list[Case]:
    cases = [case for path in sorted((HERE / "cases").glob("*.case"))
             for case in read_cases(path)]
    names = [case.name for case in cases]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadCase(f"names given twice: {', '.join(sorted(twice))}")
    return [case for case in cases if wanted in f"{case.where} {case.name}"]


def printable(text: str) -> str:
    return re.sub(r"[^\n -~]", lambda match: f"\\x{ord(match[0]):02x}", text)


def main(argv: list[str]) -> int:
    if len(argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    sys.stdout.reconfigure(line_buffering=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    programs = {"TMSS10Ping": str(Path(argv[1]).resolve()),
                "TMSS10Responder": str(Path(argv[2]).resolve())}
    for program in programs.values():
        if not os.access(program, os.X_OK):
            print(f"run.py: {program} is no program", file=sys.stderr)
            return 2
    try:
        cases = every_case(argv[3] if len(argv) == 4 else "")
    except BadCase as error:
        print(error, file=sys.stderr)
        return 2
    passed = failed = skipped = 0
    pool = ThreadPoolExecutor(min(8, 2 * (os.cpu_count() or 1)))
    try:
        results = pool.map(lambda case: run_case(case, programs), cases)
        for case, problems in zip(cases, results):
            if problems is None:
                skipped += 1
                print(f"skipped: {case.where}: {case.name}")
            elif problems:
                failed += 1
                print(printable("\n    ".join([f"FAILED: {case.where}: {case.name}", *problems])))
            else:
                passed += 1
    finally:
        pool.shutdown(cancel_futures=True)  # each case ends what it has started
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

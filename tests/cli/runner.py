# SPDX-License-Identifier: MIT
"""Runs the cases of a folder, several at once, and counts."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import os
import re
import signal
import sys

from case_file import BadCase, Case, read_cases
from case_run import CaseRun, Result, run_case, stopping
from services import Services

# The programs whose paths the command line begins with, by the names that the cases have for them.
TWO_PROGRAMS = ("TMSS10Ping", "TMSS10Responder")
THREE_PROGRAMS = (*TWO_PROGRAMS, "TMSS10Exporter")


class BadUsage(Exception):
    """The command line, or a case file, is wrong."""


def programs_of(argv: list[str], names: tuple[str, ...]) -> dict[str, str]:
    if len(argv) - 1 - len(names) not in (0, 1):
        places = " ".join(name.removeprefix("TMSS10").upper() for name in names)
        raise BadUsage(f"run.py {places} [FILTER]")
    programs = {name: str(Path(word).resolve()) for name, word in zip(names, argv[1:])}
    for program in programs.values():
        if not os.access(program, os.X_OK):
            raise BadUsage(f"run.py: {program} is no program")
    return programs


def every_case(folder: Path, wanted: str, more_lines: set[str]) -> list[Case]:
    cases = [case for path in sorted(folder.glob("*.case"))
             for case in read_cases(path, more_lines)]
    names = [case.name for case in cases]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadCase(f"names given twice: {', '.join(sorted(twice))}")
    return [case for case in cases if wanted in f"{case.where} {case.name}"]


def printable(text: str) -> str:
    return re.sub(r"[^\n -~]", lambda match: f"\\x{ord(match[0]):02x}", text)


def what_is_wrong(result: Result) -> list[str]:
    """A program that is not installed is, where everything must be tested."""
    if result.programs and os.environ.get("CI"):
        return [f"not installed: {', '.join(result.programs)} (see scripts/install-deps)"]
    return result.problems


def count_results(cases: list[Case], results, repeat, all_timed: bool) -> int:
    """`repeat` runs a case once more: one that measures time, and failed."""
    passed = failed = skipped = 0
    alone = []
    for case, result in zip(cases, results):
        if result.problems and (all_timed or "timed" in case.fields):
            alone.append((case, result))
            continue
        if problems := what_is_wrong(result):
            failed += 1
            print(printable("\n    ".join([f"FAILED: {case.where}: {case.name}", *problems])))
        elif lacks := result.features + result.programs:
            skipped += 1
            print(f"skipped: {case.where}: {case.name}: no {', '.join(lacks)}")
        else:
            passed += 1
    for case, first in alone:  # the others are over
        if problems := repeat(case).problems:
            failed += 1
            print(printable("\n    ".join([f"FAILED twice: {case.where}: {case.name}", *problems])))
        else:
            passed += 1
            print(printable("\n    ".join([f"passed alone: {case.where}: {case.name}",
                                           *first.problems])))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


def run_cases(argv: list[str], folder: Path, kind: type[CaseRun], at_once: int,
              names: tuple[str, ...] = TWO_PROGRAMS) -> int:
    """Runs those that the command line asks for, each as such a run; the exit code."""
    sys.stdout.reconfigure(line_buffering=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        programs = programs_of(argv, names)
        wanted = argv[1 + len(names):]
        cases = every_case(folder, wanted[0] if wanted else "", kind.more_lines)
    except (BadUsage, BadCase) as error:
        print(error, file=sys.stderr)
        return 2
    services = Services()
    pool = ThreadPoolExecutor(at_once)

    def run(case: Case) -> Result:
        return run_case(case, programs, services, kind)

    try:
        return count_results(cases, pool.map(run, cases), run, kind.measures_time)
    finally:
        stopping.set()
        pool.shutdown(cancel_futures=True)  # each case ends what it has started
        services.close()

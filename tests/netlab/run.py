#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the cases of the network fault lab: run.py [--default-timeouts|--paths|--examine|--examine-paths] PING RESPONDER
[FILTER]

--examine and --examine-paths run TMSS10Ping --examine in the place of each case's own command: it must end in time,
with a verdict."""

import os
from pathlib import Path
import sys

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "cli"))

from case_file import BadCase
from chain_run import ChainRun
from default_timeouts import DefaultTimeoutsRun, what_is_wrong
from examine_run import ExaminingChainRun, ExaminingLabRun
from lab import Lab, LabError, what_is_missing
from lab_run import LabRun
from runner import run_cases

SKIPPED = 77  # as ctest is told
PROCESSORS = len(os.sched_getaffinity(0))
AT_ONCE = min(8, 2 * PROCESSORS)  # a case waits more than it works
MOST_WAITING_AT_ONCE = min(16, 4 * PROCESSORS)  # with default time-outs a case does little else


def refuse(reason: str) -> int:
    """Where the lab can't work the tests are skipped; in CI that would be a gap nobody sees."""
    if "CI" in os.environ:
        print(f"netlab: {reason}, and CI must not skip it", file=sys.stderr)
        return 1
    print(f"netlab: skipped: {reason}", file=sys.stderr)
    return SKIPPED


def run(argv: list[str], which: str | None) -> int:
    if which == "--paths":
        return run_cases(argv, HERE / "path_cases", ChainRun, AT_ONCE)
    if which == "--examine":
        return run_cases(argv, HERE / "cases", ExaminingLabRun, MOST_WAITING_AT_ONCE)
    if which == "--examine-paths":
        return run_cases(argv, HERE / "path_cases", ExaminingChainRun, MOST_WAITING_AT_ONCE)
    if which is None:
        return run_cases(argv, HERE / "cases", LabRun, AT_ONCE)
    folder = HERE / "default_timeouts"
    try:
        wrong = what_is_wrong(HERE / "cases", folder)
    except BadCase as error:
        wrong = [str(error)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    return run_cases(argv, folder, DefaultTimeoutsRun, MOST_WAITING_AT_ONCE)


def main(argv: list[str]) -> int:
    which = None
    if argv[1:2] in (["--default-timeouts"], ["--paths"], ["--examine"], ["--examine-paths"]):
        which = argv[1]
        argv = [argv[0], *argv[2:]]
    if reason := what_is_missing():
        return refuse(reason)
    # The thread sanitizer waits for 1 s at the end while a thread is left, such as a look-up.
    os.environ["TSAN_OPTIONS"] = os.environ.get("TSAN_OPTIONS", "") + " atexit_sleep_ms=0"
    try:
        with Lab():
            pass
    except LabError as error:
        return refuse(str(error))
    return run(argv, which)


if __name__ == "__main__":
    sys.exit(main(sys.argv))

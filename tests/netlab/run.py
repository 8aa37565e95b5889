#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the cases of the network fault lab: run.py PING RESPONDER [FILTER]"""

import os
from pathlib import Path
import subprocess
import sys
import time

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "cli"))

from lab import Lab, LabError, what_is_missing
from lab_run import LabRun
from runner import run_cases

SKIPPED = 77  # as ctest is told
PROCESSORS = len(os.sched_getaffinity(0))
AT_ONCE = min(8, 2 * PROCESSORS)  # a case waits more than it works


def longest_start(program: str) -> float:
    """Seconds that the program takes for nothing; with a sanitizer, that is much."""
    with Lab() as lab:
        seconds = []
        for _ in range(3):
            began = time.monotonic()
            subprocess.run(lab.command("client", [program, "--version"]), check=True,
                           stdout=subprocess.DEVNULL)
            seconds.append(time.monotonic() - began)
    return max(seconds)


def refuse(reason: str) -> int:
    """Where the lab can't work the tests are skipped; in CI that would be a gap nobody sees."""
    if "CI" in os.environ:
        print(f"netlab: {reason}, and CI must not skip it", file=sys.stderr)
        return 1
    print(f"netlab: skipped: {reason}", file=sys.stderr)
    return SKIPPED


def main(argv: list[str]) -> int:
    if reason := what_is_missing():
        return refuse(reason)
    # The thread sanitizer waits for 1 s at the end while a thread is left, such as a look-up.
    os.environ["TSAN_OPTIONS"] = os.environ.get("TSAN_OPTIONS", "") + " atexit_sleep_ms=0"
    try:
        if len(argv) > 1:
            LabRun.start_seconds = longest_start(argv[1])
    except LabError as error:
        return refuse(str(error))
    return run_cases(argv, HERE / "cases", LabRun, AT_ONCE)


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the command-line cases: run.py PING RESPONDER EXPORTER [FILTER]"""

from pathlib import Path
import os
import sys

from case_run import CaseRun
from runner import THREE_PROGRAMS, run_cases

if __name__ == "__main__":
    at_once = min(8, 2 * (os.cpu_count() or 1))
    sys.exit(run_cases(sys.argv, Path(__file__).parent / "cases", CaseRun, at_once, THREE_PROGRAMS))

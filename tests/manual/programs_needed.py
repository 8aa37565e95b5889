# SPDX-License-Identifier: MIT
"""What a test does without a program that it needs: it is skipped, but in continuous integration it fails."""

import os
import shutil

SKIPPED = 77  # SKIP_RETURN_CODE in tests/CMakeLists.txt


def is_there(program: str) -> bool:
    """Whether a program, or a file with a whole path, is installed."""
    return os.path.isfile(program) if program.startswith("/") else shutil.which(program) is not None


def result_without(programs: list[str]) -> int:
    """0 when all are there; otherwise says which is not, and returns what the test is to exit with."""
    missing = [program for program in programs if not is_there(program)]
    if not missing:
        return 0
    needed = "CI" in os.environ
    print(f"{'failed' if needed else 'skipped'}: there is no {', '.join(missing)}")
    return 1 if needed else SKIPPED

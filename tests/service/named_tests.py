# SPDX-License-Identifier: MIT
"""Runs the tests of a class, one after the other, and counts."""

import subprocess


def run_tests(tests: object, words: list[str]) -> int:
    """Those whose names contain the first of these words, if there is one; the exit code."""
    wanted = words[0] if words else ""
    names = [name for name in dir(tests) if name.startswith("test_") and wanted in name]
    failed = 0
    for name in names:
        try:
            getattr(tests, name)()
            print(f"passed  {name}", flush=True)
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            failed += 1
            print(f"FAILED  {name}: {error!r}", flush=True)
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed or not names else 0

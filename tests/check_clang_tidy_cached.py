#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""scripts/clang-tidy-cached skips a file only if nothing has changed since it was clean."""

from pathlib import Path
import os
import shutil
import subprocess
import sys
import tempfile

TOP = Path(__file__).resolve().parent.parent
FINDING = "int f() { int unset; return 1; }\n"  # cppcoreguidelines-init-variables
CLEAN = "int f() { return 1; }\n"


class Project:
    """A project of one file and its header, in a directory of its own."""

    def __init__(self, directory: Path):
        self.top = directory
        self.cache = directory.parent / "cache"
        (directory / "scripts").mkdir(parents=True)
        shutil.copy(TOP / "scripts/clang-tidy-cached", directory / "scripts")
        shutil.copy(TOP / ".clang-tidy", directory)
        self.source = directory / "src" / "a file.cpp"
        self.header = directory / "src" / "a header.hpp"
        self.source.parent.mkdir()
        self.source.write_text('#include "a header.hpp"\nint main() { return f(); }\n')
        self.header.write_text(CLEAN)

    def is_clean(self, *flags: str) -> bool:
        command = [self.top / "scripts/clang-tidy-cached", self.source, "--", "clang++", *flags, "-std=c++20",
                   "-MD", "-MT", "x", "-MF", self.top / "x.d", "-o", self.top / "x.o", "-c", self.source]
        done = subprocess.run(command, capture_output=True, text=True, check=False,
                              env=os.environ | {"TMSS10_TIDY_CACHE": str(self.cache)})
        if done.returncode and "error: " not in done.stdout:
            raise AssertionError(f"it fails without a finding: {done.stdout}{done.stderr}")
        return done.returncode == 0

    def results(self) -> int:
        return len(list(self.cache.iterdir())) if self.cache.exists() else 0


def check(directory: Path) -> None:
    first = Project(directory / "first clone")
    assert first.is_clean() and first.results() == 1
    assert first.is_clean() and first.results() == 1, "the same again is another result"
    assert first.is_clean("-DOTHER") and first.results() == 2, "an option of the compiler makes no difference"

    second = Project(directory / "second clone")
    assert second.is_clean() and second.results() == 2, "clones don't share results"

    first.header.write_text(FINDING)
    for _ in range(2):
        assert not first.is_clean(), "a finding in a changed header is missed"
    assert first.results() == 2, "a finding is kept as clean"
    first.header.write_text(CLEAN)
    assert first.is_clean() and first.results() == 2

    first.header.write_text("// A comment may be NOLINT.\n" + CLEAN)
    assert first.is_clean() and first.results() == 3, "a comment makes no difference"
    (first.top / ".clang-tidy").write_text("Checks: '-*,misc-unused-parameters'\n")
    assert first.is_clean() and first.results() == 4, "the configuration makes no difference"


def main() -> int:
    if not shutil.which("clang-tidy") or not shutil.which("clang++"):
        print("skipped: clang-tidy is not installed")
        return 77
    with tempfile.TemporaryDirectory() as directory:
        check(Path(directory))
    return 0


if __name__ == "__main__":
    sys.exit(main())

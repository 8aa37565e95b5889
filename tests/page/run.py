#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens pages of --report in a real Chromium: run.py PAGE_SAMPLES MODULES_DIRECTORY [SCREENSHOTS_DIRECTORY]

PAGE_SAMPLES writes a page for each kind of run; check.mjs looks at them. Nothing outside may be asked for, no text may
be cut, axe-core must find nothing wrong for readers with a screen reader or low vision, and each page can be printed.
Without Chromium, Node.js or npm, the test is skipped; it fails if the variable CI is set."""

import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile

HERE = Path(__file__).resolve().parent
SKIPPED = 77


def missing() -> list[str]:
    return [name for name in ("chromium", "node", "npm") if shutil.which(name) is None]


def skip(why: str) -> int:
    print(why)
    return 1 if os.environ.get("CI") else SKIPPED


def main() -> int:
    samples, modules, *screenshots = sys.argv[1:]
    if lacking := missing():
        return skip(f"not installed: {', '.join(lacking)}; scripts/install-deps test installs them")
    if subprocess.run([HERE / "modules", modules], check=False).returncode != 0:
        return skip("the modules of the test could not be installed")
    environment = {**os.environ, "CHROMIUM": shutil.which("chromium")}
    with tempfile.TemporaryDirectory() as pages:
        subprocess.run([samples, pages], check=True)
        command = ["node", HERE / "check.mjs", pages, *screenshots]
        return subprocess.run(command, cwd=modules, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

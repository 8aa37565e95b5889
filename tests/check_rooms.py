#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that scripts/check-rooms accepts the project as it is, and finds what is planted in a copy of it."""

from pathlib import Path
import shutil
import subprocess
import sys
import tempfile

TOP = Path(__file__).resolve().parent.parent
CHECK = TOP / "scripts" / "check-rooms"
DESIGN = "docs/design.md"


def add(path: str, text: str):
    """Appends to a file, which may be new."""
    def plant(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(text)
    return plant


def replace(path: str, old: str, new: str):
    def plant(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return plant


PLANTED = [
    (add("src/net/dial.cpp", "#include <tmss10/core/verdict/diagnosis.hpp>\n"),
     "{last}: net may not include core/verdict (diagnosis.hpp), but core/base, core/proxy, core/run, core/wire", "src/net/dial.cpp"),
    (add("include/tmss10/core/base/errc.hpp", "#include <tmss10/core/wire/key.hpp>\n"),
     "{last}: core/base may not include core/wire (key.hpp), but no other room", "include/tmss10/core/base/errc.hpp"),
    (add("src/core/run/tally.cpp", '  #  include "core/options/option_values.hpp"\n'),
     "{last}: core/run may not include core/options (option_values.hpp), but core/base, core/proxy, core/wire",
     "src/core/run/tally.cpp"),
    (add("src/net/ping/pinger.cpp", "#include <tmss10/net/responder/responder.hpp>\n"),
     "{last}: net/ping may not include net/responder (responder.hpp), but", "src/net/ping/pinger.cpp"),
    (add("src/net/ping/pinger.cpp", '#include "../look_up_queue.hpp"\n'),
     '{last}: write the path of look_up_queue.hpp from src, without ".."', "src/net/ping/pinger.cpp"),
    (add("src/core/loose.cpp", ""), "src/core/loose.cpp: core is no room of the diagram in docs/design.md", ""),
    (add("src/core/run/key.cpp", ""), "key is in several rooms: core/run, core/wire", ""),
    (replace(DESIGN, "flowchart TD\n", "flowchart TD\n  core_base --> core_verdict\n"),
     "docs/design.md: core/base has a way back to itself", ""),
    (replace(DESIGN, "flowchart TD\n", "flowchart TD\n  programs --> cellar\n"),
     "docs/design.md: cellar is in the diagram, and has no files", ""),
]


def said_of(project: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, CHECK, project], stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    return done.returncode, done.stdout


def copy_to(project: Path) -> None:
    for part in ("include", "src"):
        shutil.copytree(TOP / part, project / part)
    (project / "docs").mkdir()
    shutil.copy(TOP / DESIGN, project / DESIGN)


def main() -> int:
    code, said = said_of(TOP)
    faults = [said] if code else []
    for plant, expected, file in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            copy_to(project)
            plant(project)
            last = f"{file}:{len((project / file).read_text(encoding='utf-8').splitlines())}" if file else ""
            code, said = said_of(project)
            if code != 1 or expected.format(last=last) not in said:
                faults.append(f"exit code {code}, and says {said!r} where {expected.format(last=last)!r} was planted")
    print("\n".join(faults or [f"{len(PLANTED)} planted faults are found"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

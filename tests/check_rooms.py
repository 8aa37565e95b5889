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


def planted_include(file: str, include: str, rule: str):
    """An include at the end of a file, and what is to be said of it."""
    return add(file, f"#include {include}\n"), "{last}: " + rule, file


PLANTED = [
    planted_include("src/net/dial.cpp", "<tmss10/core/verdict/diagnosis.hpp>",
                    "net may not include core/verdict (diagnosis.hpp), but core/base, core/proxy, core/run, core/wire\n"),
    planted_include("src/net/dial.cpp", '"tmss10/core/verdict/diagnosis.hpp"',
                    "net may not include core/verdict (diagnosis.hpp), but"),
    planted_include("src/net/dial.cpp", "<core/options/option_values.hpp>",
                    "net may not include core/options (option_values.hpp), but"),
    planted_include("include/tmss10/core/base/errc.hpp", "<tmss10/core/wire/key.hpp>",
                    "core/base may not include core/wire (key.hpp), but no other room\n"),
    planted_include("src/core/run/tally.cpp", '"core/options/option_values.hpp"',
                    "core/run may not include core/options (option_values.hpp), but core/base, core/proxy, core/wire\n"),
    planted_include("src/core/run/tally.cpp", "<asio.hpp>", "core has no sockets, and does without Asio"),
    planted_include("src/net/ping/pinger.cpp", "<tmss10/net/responder/responder.hpp>",
                    "net/ping may not include net/responder (responder.hpp), but"),
    planted_include("src/net/ping/pinger.cpp", '"../look_up_queue.hpp"',
                    'write the path of look_up_queue.hpp from src, without ".."'),
    planted_include("include/tmss10/core/wire/key.hpp", '"core/base/secret_file.hpp"',
                    "a public header may not include a private one (secret_file.hpp)"),
    (add("src/core/loose.cpp", ""), "src/core/loose.cpp: this is no room of the diagram in docs/design.md", ""),
    (add("include/loose.hpp", ""), "include/loose.hpp: this is no room of the diagram in docs/design.md", ""),
    (add("src/net/loose.h", ""), "src/net/loose.h: this is no room of the diagram in docs/design.md, or no source", ""),
    (add("src/core/run/key.cpp", ""), "key is in several rooms: core/run, core/wire", ""),
    (replace(DESIGN, "flowchart TD\n", "flowchart TD\n  core_base --> core_verdict\n"),
     "docs/design.md: core/base has a way back to itself", ""),
    (replace(DESIGN, "flowchart TD\n", "flowchart TD\n  programs --> cellar\n"),
     "docs/design.md: cellar is in the diagram, and has no files", ""),
    (replace(DESIGN, "flowchart TD\n", "flowchart TD\n  core_base-->|may| net\n"),
     "docs/design.md: not understood: core_base-->|may| net", ""),
    (replace(DESIGN, "core_run[core/run]", "core_run[core/verdict]"), "docs/design.md: core_run is labelled core/verdict", ""),
    (replace(DESIGN, "```mermaid", "```text"), "docs/design.md: there is no diagram\n", ""),
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

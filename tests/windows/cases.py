#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the command-line cases with Windows programs under Wine: cases.py PING RESPONDER EXPORTER [FILTER]

One of them may be a Linux program. in_console.exe is looked for beside this build's unit tests."""

from pathlib import Path
import os
import sys

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

from case_run import CaseRun  # noqa: E402
from left_out import why_left_out  # noqa: E402
from needs import NEEDS  # noqa: E402
import runner  # noqa: E402
from wine_child import WineChild, windows_path  # noqa: E402

HELPER = os.environ["TMSS10_IN_CONSOLE"]
AT_ONCE = 6


class WineRun(CaseRun):
    measures_time = True  # Wine now and then does not start a program on a busy machine: once more, alone

    def path_text(self, path: Path) -> str:
        """A Windows program takes a path of this machine as well: Wine has it on the current drive, Z:."""
        all_are_windows = all(program.endswith(".exe") for program in self.programs.values())
        return windows_path(path) if all_are_windows else str(path)

    def start(self, command: list[str], **how):
        program = self.programs.get(command[0], command[0])
        if not program.endswith(".exe"):
            return super().start(command, **how)
        child = WineChild(HELPER, [windows_path(program), *command[1:]], self.changed, **how)
        self.children.append(child)
        self.stack.callback(child.kill)
        return child


def chosen(folder: Path, wanted: str, more_lines: set[str]):
    out, left = [], {}
    for case in every_case(folder, wanted, more_lines):
        if reason := why_left_out(case):
            left.setdefault(reason, []).append(case.name)
        else:
            out.append(case)
    for reason, names in left.items():
        print(f"left out, {len(names)}: {reason}")
    return out


if __name__ == "__main__":
    every_case, runner.every_case = runner.every_case, chosen
    NEEDS["proc"] = NEEDS["permissions"] = lambda: False
    sys.exit(runner.run_cases(sys.argv, HERE.parent / "cli" / "cases", WineRun, AT_ONCE,
                              runner.THREE_PROGRAMS))

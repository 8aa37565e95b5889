# SPDX-License-Identifier: MIT
"""The cases of default_timeouts/: those of cases/ that choose a time-out, with the defaults in its place."""

from pathlib import Path
import shlex

from case_file import Case, read_cases
from lab_run import LabRun

TIME_OUTS = {"-W", "--timeout", "--connect-timeout", "--start-timeout", "--idle-timeout"}


class DefaultTimeoutsRun(LabRun):
    """Waits more than it measures: many run at once, so that all take little longer than the longest."""

    limit = 40.0
    grace = 4.0


def chooses_time_out(case: Case) -> bool:
    words = shlex.split(f"{case.fields['run']} {case.fields.get('responder', '')}")
    return any(word.partition("=")[0] in TIME_OUTS for word in words)


def cases_in(folder: Path) -> list[Case]:
    return [case for path in sorted(folder.glob("*.case"))
            for case in read_cases(path, LabRun.more_lines)]


def what_is_wrong(cases: Path, defaults: Path) -> list[str]:
    """A case that is never run with default time-outs, and one that should be and is not."""
    needed = {case.name for case in cases_in(cases) if chooses_time_out(case)}
    there = cases_in(defaults)
    return [*(f"{defaults.name} has no case {name!r}" for name in
              sorted(needed - {case.name for case in there})),
            *(f"{case.where}: {cases.name} has no case of this name that chooses a time-out"
              for case in there if case.name not in needed),
            *(f"{case.where}: it chooses a time-out" for case in there if chooses_time_out(case))]

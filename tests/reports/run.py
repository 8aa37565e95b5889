#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""All reports of one run agree: run.py PING RESPONDER [FILTER]

Each scenario is run with -v, --json, --csv and --prometheus at once, and again with --nagios in place of -v. The JSON
is valid by its schema; its events make its summary; and text, CSV, Prometheus and Nagios have the same numbers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
import os
import shlex
import sys
import tempfile

from scenario_run import ScenarioRun, Programs, Stuck, faults_of_run
from scenarios import SCENARIOS, Scenario
from nagios_agreement import Limits

AT_ONCE = 6  # they wait more than they work
TRIES = 5  # alone, for a scenario that did not come about
UNPLANNED = "it did not go as planned"
LIMITS = [Limits(), Limits((10000, 20), (20000, 60)), Limits(warn=(0.0001, 100)), Limits(crit=(0.0001, 100)),
          Limits((10000, 0.5), (20000, 100)), Limits((10000, 0.5), (20000, 1))]


def trial(programs: Programs, scenario: Scenario, limits: Limits | None) -> list[str]:
    """What was wrong with it."""
    with tempfile.TemporaryDirectory(prefix="tmss10-reports-") as folder, ExitStack() as stack:
        run = ScenarioRun(programs, Path(folder), stack)
        form = ["-v"] if limits is None else ["--nagios", *limits.arguments()]
        try:
            target = scenario.prepare(run)
            run.run([*form, *shlex.split(scenario.options), *target], scenario.during)
        except Stuck as stuck:
            return [str(stuck)]
        summary, faults = faults_of_run(run, limits)
        if not faults and not scenario.is_meant(summary):
            faults = [f"{UNPLANNED}: {summary}"]
        return faults


def trials(wanted: str) -> list[tuple[Scenario, Limits | None]]:
    """The first scenario, where everything is well, with all limits; the others with one in turn, and one more."""
    chosen = [scenario for scenario in SCENARIOS if wanted in scenario.name]
    out: list[tuple[Scenario, Limits | None]] = [(scenario, None) for scenario in chosen]
    out += [(SCENARIOS[0], limits) for limits in LIMITS if SCENARIOS[0] in chosen]
    turns = cycle(LIMITS)
    return out + [(scenario, next(turns)) for scenario in chosen if scenario is not SCENARIOS[0] for _ in range(2)]


def main(argv: list[str]) -> int:
    if len(argv) not in (3, 4) or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))
    every = trials(argv[3] if len(argv) == 4 else "")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda each: trial(programs, *each), every))
    failed = 0
    for (scenario, limits), faults in zip(every, results):
        # A machine that does much else can spoil a scenario, but no agreement.
        tries = TRIES
        while faults and faults[0].startswith(UNPLANNED) and tries:
            tries -= 1
            faults = trial(programs, scenario, limits)
        if faults:
            failed += 1
            form = "text" if limits is None else " ".join(["--nagios", *limits.arguments()])
            print("\n    ".join([f"FAILED: {scenario.name}, {form}", *faults]))
    print(f"{len(every) - failed} passed, {failed} failed")
    return 1 if failed or not every else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

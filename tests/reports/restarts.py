#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A run without an end over ten restarts of its responder: restarts.py PING RESPONDER

It must tell of ten outages, together as long as the responder was away, within 2 percent. That measures time, which a
busy machine can spoil: a run that fails is repeated once."""

from contextlib import ExitStack
from datetime import datetime
import os
from pathlib import Path
import sys
import tempfile
import time

from scenario_run import Programs, ScenarioRun, Stuck, read_events  # first: it says where the others are
from recount import faults_of_summary

RESTARTS = 10
AWAY = 2.5  # seconds
MOST_DIFFERENCE = 0.02
TRIES = 2


def listens_since(run: ScenarioRun) -> float:
    """By the responder's own log, in seconds since 1970."""
    stamp = run.responder.text("stderr").split()[0]
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


def restart(run: ScenarioRun) -> float:
    """How long it was away."""
    run.await_events("reply", run.count_events("reply") + 20)
    left = time.time()
    run.responder.kill()
    time.sleep(AWAY)  # that is what is tested
    run.restart_responder()
    return listens_since(run) - left


def faults_of(run: ScenarioRun) -> tuple[str, list[str]]:
    (run.folder / "json").write_text("")
    target = f"127.0.0.1:{run.start_responder()}"
    run.ping = run.start([run.programs.ping, "-t", "-i", "0.01", "--json", str(run.folder / "json"), target])
    away = sum(restart(run) for _ in range(RESTARTS))
    run.await_events("reply", run.count_events("reply") + 20)
    run.ping.send("INT")
    run.await_that(lambda: run.ping.ended, "the run ends")
    events, faults = read_events(run.folder / "json")
    summary = events[-1]
    faults += faults_of_summary(events)
    down = summary["down_ms"] / 1000
    if summary["outages"] != RESTARTS:
        faults.append(f"{summary['outages']} outages: {summary.get('outage_list')}")
    if abs(down - away) > MOST_DIFFERENCE * away:
        faults.append(f"it was down for {down} s, the responder was away for {away} s")
    if run.ping.process.returncode != 1:
        faults.append(f"the exit code is {run.ping.process.returncode}")
    return f"{summary['outages']} outages of {down:.3f} s, away for {away:.3f} s", faults


def main(argv: list[str]) -> int:
    if len(argv) != 3 or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory(prefix="tmss10-restarts-") as folder, ExitStack() as stack:
            try:
                told, faults = faults_of(ScenarioRun(programs, Path(folder), stack))
            except Stuck as stuck:
                told, faults = "stuck", [str(stuck)]
        print("\n    ".join([f"{'FAILED' if faults else 'passed'}: {told}", *faults[:10]]))
        if not faults:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))

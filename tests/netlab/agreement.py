#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether all forms of a run agree, number for number, while the network fails: agreement.py PING RESPONDER"""

from contextlib import ExitStack
import os
from pathlib import Path
import sys
import tempfile

HERE = Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "reports"), str(HERE.parent / "cli")]

from scenario_run import Programs, ScenarioRun, Stuck, faults_of_run
from child import Child
from faults import read_faults
from lab import Lab, LabError, what_is_missing
from names import LabNames, read_names
from nagios_agreement import Limits

SKIPPED = 77  # as ctest is told
TARGET = "10.77.0.2"
PORT = 5000
LIMITS = Limits(crit=(100000, 100))  # never reached, so that all forms tell of the run itself


class LabScenario(ScenarioRun):
    """The client runs on one side of a lab, the responder on the other."""

    def __init__(self, programs: Programs, folder: Path, stack: ExitStack):
        super().__init__(programs, folder, stack)
        self.lab = stack.enter_context(Lab())
        self.etc: list[Path] = []

    def start(self, command: list[str]) -> Child:
        side = "server" if command[0] == self.programs.responder else "client"
        return super().start(self.lab.command(side, command, self.etc if side == "client" else []))

    def set(self, faults: str) -> None:
        self.lab.set(read_faults(faults))

    def use_name(self, text: str) -> None:
        """A name server that knows only this name, and a client that asks it."""
        self.stack.enter_context(LabNames(self.lab.name, self.lab.server_addresses, read_names(text)))
        resolver = self.folder / "resolv.conf"
        resolver.write_text(f"nameserver {TARGET}\noptions timeout:1 attempts:1\n")
        self.etc = [resolver]


def more(run: LabScenario, event: str, count: int) -> None:
    run.await_events(event, run.count_events(event) + count)


# What happens to a run without an end; each tells whether its summary shows that.

def restarted(run: LabScenario) -> None:
    more(run, "reply", 4)
    run.stop_responder()
    more(run, "unsent", 5)
    run.start_responder(listen=TARGET, port=PORT)
    more(run, "reply", 4)


def reset_and_then_filtered(run: LabScenario) -> None:
    more(run, "reply", 4)
    run.responder.kill()  # its system resets the connection
    run.set(f"filtered={PORT}")
    more(run, "not_connected", 2)
    run.start_responder(listen=TARGET, port=PORT)
    run.set("filtered=off")
    more(run, "reply", 4)


def goes_on(run: LabScenario) -> None:
    more(run, "reply", 6)


TRIALS = [
    ("the responder is restarted", TARGET, restarted,
     lambda it: it["unsent"] >= 5 and it["outages"] == 1 and it["exit_code"] == 1),
    ("the connection is reset and then filtered", TARGET, reset_and_then_filtered,
     lambda it: it["unsent"] >= 4 and it["outages"] == 1 and len(it["failed_attempts"]) >= 1),
    ("three of four addresses are dead", "four.test", goes_on,
     lambda it: it["unsent"] == 0 and it["outages"] == 0 and it["exit_code"] == 0),
]


def faults_of(programs: Programs, target: str, happens, is_meant, limits: Limits | None) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="tmss10-agreement-") as folder, ExitStack() as stack:
        try:
            run = LabScenario(programs, Path(folder), stack)
            if target.endswith(".test"):
                run.use_name(f"{target} 10.77.0.11 10.77.0.12 10.77.0.13 {TARGET}")
            run.start_responder(listen=TARGET, port=PORT)
            options = ["--nagios", *limits.arguments()] if limits else ["-v"]

            def during(of: LabScenario) -> None:
                happens(of)
                of.ping.send("INT")

            run.run([*options, "-t", "-i", "0.1", "--connect-timeout", "0.4", target], during)
            summary, faults = faults_of_run(run, limits)
            if summary and not is_meant(summary):
                faults.append(f"not as it is meant: {summary}")
            return faults
        except (Stuck, LabError) as error:
            return [str(error)]


def main(argv: list[str]) -> int:
    if len(argv) != 3 or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    if missing := what_is_missing():
        print(f"agreement: {missing}", file=sys.stderr)
        return 1 if "CI" in os.environ else SKIPPED
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))
    failed = 0
    for name, target, happens, is_meant in TRIALS:
        for limits in (None, LIMITS):
            faults = faults_of(programs, target, happens, is_meant, limits)
            failed += bool(faults)
            form = "text" if limits is None else "--nagios"
            print("\n    ".join([f"{'FAILED' if faults else 'passed'}: {name}, {form}", *faults[:10]]))
    print(f"{2 * len(TRIALS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

# SPDX-License-Identifier: MIT
"""One run of TMSS10Ping with every report at once, and all that was started for it."""

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
import difflib
import json
import re
import sys
import threading
import time

HERE = Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent), str(HERE.parent / "cli")]

from check_output_document import line_faults
from child import Child
from csv_agreement import faults_of_csv
from expected_text import expected_stderr, expected_stdout, note_of
from histogram_agreement import faults_of_histogram, without_histogram
from matching import with_whole_hints
from nagios_agreement import Limits, faults_of_nagios
from prometheus_agreement import faults_of_prometheus
from recount import faults_of_summary, times_of

LIMIT = 60.0  # seconds for a run; sanitizer builds are slow


class Stuck(Exception):
    """What is waited for does not come."""


@dataclass(frozen=True)
class Programs:
    ping: str
    responder: str


class ScenarioRun:
    """The stack ends what was started, whatever happens."""

    def __init__(self, programs: Programs, folder: Path, stack: ExitStack):
        self.programs = programs
        self.folder = folder
        self.figures = folder / "prom"  # for Prometheus
        self.stack = stack
        self.changed = threading.Condition()
        self.responder: Child | None = None
        self.peer = None
        self.ping: Child | None = None

    def await_that(self, condition, what: str) -> None:
        """Children notify of their changes; files and peers are asked."""
        deadline = time.monotonic() + LIMIT
        with self.changed:
            while not condition():
                if time.monotonic() > deadline:
                    said = "".join(self.ping.text(name) for name in self.ping.output) if self.ping else ""
                    raise Stuck(f"after {LIMIT:g} s still waiting until {what}\n{said}")
                self.changed.wait(0.02)

    def start(self, command: list[str]) -> Child:
        child = Child(command, self.changed)
        self.stack.callback(child.kill)
        return child

    def start_responder(self, *options: str, listen: str = "127.0.0.1", port: int = 0) -> int:
        """Its port: a free one for 0."""
        command = [self.programs.responder, "--listen", listen, "-P", str(port), *options]
        self.responder = self.start(command)
        self.await_that(lambda: self.responder.lines["stderr"] or self.responder.ended, "the responder listens")
        found = re.search(r" listening on \S+:(\d+)\n", self.responder.text("stderr"))
        if not found:
            raise Stuck(f"the responder did not start: {self.responder.text('stderr')}")
        return int(found[1])

    def keep(self, peer) -> int:
        """The port of a peer, which ends with the run."""
        self.peer = self.stack.enter_context(closing(peer))
        return peer.port

    def count_events(self, name: str) -> int:
        """In JSON: with --nagios nothing else tells before the end."""
        return (self.folder / "json").read_text().count(f'"event":"{name}"')

    def await_events(self, name: str, count: int) -> None:
        self.await_that(lambda: self.count_events(name) >= count or self.ping.ended, f"there is {name} {count} times")

    def stop_responder(self) -> None:
        self.responder.send("TERM")
        self.await_that(lambda: self.responder.ended, "the responder ends")

    def restart_responder(self) -> None:
        """On the same port."""
        self.start_responder(port=int(re.search(r":(\d+)\n", self.responder.text("stderr"))[1]))

    def run(self, options: list[str], during) -> None:
        (self.folder / "json").write_text("")  # it is read while the run goes on
        reports = ["--json", self.folder / "json", "--csv", self.folder / "csv", "--prometheus", self.figures]
        self.ping = self.start([self.programs.ping, *map(str, reports), *options])
        during(self)
        self.await_that(lambda: self.ping.ended, "the run ends")


def read_events(path: Path) -> tuple[list[dict], list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines:
        return [], ["JSON is empty"]
    events = [json.loads(line) for line in lines]
    faults = line_faults(lines, "JSON")
    names = [event["event"] for event in events]
    if names[0] != "run" or names.count("run") != 1 or len({event["run"] for event in events}) != 1:
        faults.append("JSON: the first line, and no other, is that of the run, whose id is in each")
    if names.index("summary") != len(events) - 1:
        faults.append("JSON: the summary is not the last line")
    if not path.read_text(encoding="utf-8").endswith("\n"):
        faults.append("JSON: the last line does not end")
    return events, faults


def line_faults_of(name: str, found: list[str], expected: list[str]) -> list[str]:
    return [f"{name}: {line}" for line in difflib.unified_diff(expected, found, "by JSON", "found", lineterm="", n=0)]


def faults_of_run(run: ScenarioRun, limits: Limits | None) -> tuple[dict, list[str]]:
    """The summary, and what does not agree. Without limits there is text, with them the plugin's line."""
    events, faults = read_events(run.folder / "json")
    if not events or faults:
        return {}, [*faults, run.ping.text("stderr")]
    summary = events[-1]
    faults += faults_of_csv(run.folder / "csv", events)
    faults += faults_of_prometheus(run.figures, summary)
    faults += faults_of_summary(events)
    exit_code = run.ping.process.returncode
    errors = with_whole_hints(run.ping.text("stderr")).splitlines()
    if limits is not None:
        faults += faults_of_nagios(run.ping.text("stdout"), exit_code, summary, limits, note_of(events))
        return summary, faults + line_faults_of("stderr", errors, [])
    if exit_code != summary["exit_code"]:
        faults.append(f"the exit code is {exit_code}, JSON has {summary['exit_code']}")
    lines, histogram = without_histogram(run.ping.text("stdout").splitlines())
    faults += line_faults_of("stdout", lines, expected_stdout(events))
    faults += faults_of_histogram(histogram, times_of(events))
    return summary, faults + line_faults_of("stderr", errors, expected_stderr(events, "-t" in run.ping.process.args))

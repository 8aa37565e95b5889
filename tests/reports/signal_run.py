# SPDX-License-Identifier: MIT
"""A run of `TMSS10Ping -t -i 0.01` that gets signals, and what its output must be."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
import json
import re
import time

from child import Child, has_thread_sanitizer
from scenario_run import LIMIT, ScenarioRun, Programs, Stuck
from expected_text import percent_text

COMMAND = ["-t", "-i", "0.01"]
REPLY = re.compile(r"44 bytes from 127\.0\.0\.1: seq=(\d+) time=(\d+\.\d\d) ms( \(noticed late\))?")
SNAPSHOT = re.compile(
    r"(\d+)/(\d+) packets(?:, ([\d.]+)% loss)?(?:, round-trip min/avg/max = (\d+\.\d\d)/(\d+\.\d\d)/(\d+\.\d\d) ms)?"
    r"(?:, down for [\d.]+ m?s since \S+Z)?")
SUMMARY = re.compile(r"\n--- 127\.0\.0\.1 TMSS10Ping statistics ---\n(\d+) packets transmitted\n(?:(\d+) packets "
                     r"received, (\d+) still unanswered\n)?(?:[^\n]* by this machine\n)?(?:round-trip min/avg/max = "
                     r"(\d+\.\d\d)/(\d+\.\d\d)/(\d+\.\d\d) ms\n)?")
HALF_DIGIT = 0.005 + 1e-9  # of two decimals
HALF_NANOSECOND = 0.5e-6  # in milliseconds: the program's mean is in whole nanoseconds


class SignalRun(ScenarioRun):
    """`one_stream` lets both outputs, with the JSON, come in the order in which they were written."""

    def __init__(self, programs: Programs, folder: Path, stack: ExitStack):
        super().__init__(programs, folder, stack)
        self.sent = 0  # signals for a snapshot
        self.expected = 0  # snapshots

    def begin(self, target: list[str], one_stream: bool = False) -> None:
        command = [self.programs.ping, *COMMAND, *target]
        if one_stream:
            command = ["sh", "-c", 'exec "$@" 2>&1', "sh", *command, "--json", "/dev/stdout"]
        self.ping = self.start(command)
        self.stream = "stdout" if one_stream else "stderr"

    def snapshots(self) -> int:
        return len([line for line in self.ping.text(self.stream).splitlines() if SNAPSHOT.fullmatch(line)])

    def await_lines(self, count: int) -> None:
        """So many more lines of standard output."""
        enough = self.ping.lines["stdout"] + count
        self.await_that(lambda: self.ping.lines["stdout"] >= enough or self.ping.ended, "there are more lines")

    def ask_for_snapshot(self) -> None:
        """The thread sanitizer (of g++ 12) sometimes keeps a signal to itself until the next one comes."""
        before = len(self.ping.output[self.stream])
        self.expected += 1
        for _ in range(int(LIMIT / 3)):
            self.sent += 1
            self.ping.send("QUIT")
            with self.changed:
                if self.changed.wait_for(lambda: self.has_snapshot_since(before), 3):
                    return
            if self.ping.ended or not any(map(has_thread_sanitizer, self.ping.process.args)):
                break
        raise Stuck(f"no snapshot after signal {self.sent}; {self.snapshots()} in all")

    def has_snapshot_since(self, size: int) -> bool:
        return re.search(rb"^\d+/\d+ packets.*\n", self.ping.output[self.stream][size:], re.MULTILINE) is not None

    def resident(self) -> int:
        """Kilobytes of memory."""
        status = Path(f"/proc/{self.ping.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])

    def end(self, name: str) -> int:
        self.ping.send(name)
        self.await_that(lambda: self.ping.ended, "the run ends")
        return self.ping.process.returncode


def pings_in_order(text: str) -> tuple[list[float | None], list[str]]:
    """The times of the pings before the summary (None where nobody knows it), and what is wrong: a sequence that is
    missing, comes twice or out of turn, or a line that is none of a ping."""
    times: list[float | None] = []
    for line in text.partition("\n--- ")[0].rstrip("\n").splitlines():
        found = REPLY.fullmatch(line)
        if not found or int(found[1]) != len(times) + 1:
            return times, [f"after ping {len(times)} comes {line!r}"]
        times.append(None if found[3] else float(found[2]))
    return times, []


def faults_of_ending(text: str) -> list[str]:
    """Standard output of a run in which every ping was answered, but for those that were under way at its end."""
    times, faults = pings_in_order(text)
    found = SUMMARY.fullmatch(text[text.rfind("\n---"):])
    if faults or not found:
        return faults or [f"no summary at the end: {text[-300:]!r}"]
    transmitted, received = int(found[1]), int(found[2] or found[1])
    if received != len(times) or transmitted - received != int(found[3] or 0):
        return [f"{len(times)} pings have their line, and the summary is {found[0]!r}"]
    known = [time for time in times if time is not None]
    mean = sum(known) / len(known)
    told = [float(found[index]) for index in (4, 5, 6)]
    right = told[0] == min(known) and told[2] == max(known) and abs(told[1] - mean) <= 2 * HALF_DIGIT
    return [] if right else [f"the pings took {min(known)}/{mean}/{max(known)} ms, the summary has {told}"]


@dataclass
class Counter:
    """What the JSON events that stand before a snapshot make of it."""
    transmitted: int = 0
    lost: int = 0
    times: list[float] = field(default_factory=list)
    noticed_late: int = 0  # received, but nobody knows when
    last: tuple[int, int, int] = (0, 0, 0)
    snapshots: int = 0
    with_losses: int = 0

    def take(self, event: dict) -> None:
        self.transmitted += event["event"] == "sent"
        self.lost += event["event"] in ("lost", "bad_reply")
        if event["event"] == "reply" and not event["late"]:
            if event.get("noticed_late"):
                self.noticed_late += 1
            else:
                self.times.append(event["round_trip_ms"])

    def faults_of(self, found: re.Match) -> list[str]:
        received, transmitted = int(found[1]), int(found[2])
        all_received = len(self.times) + self.noticed_late
        decided = self.lost + all_received
        percent = percent_text(100 * self.lost / decided, not all_received) if decided else None
        now = (transmitted, received, self.lost)
        right = (received == all_received and found[3] == percent and
                 transmitted == self.transmitted >= received + self.lost and
                 all(a >= b for a, b in zip(now, self.last)))
        if self.times:
            each = (min(self.times), sum(self.times) / len(self.times), max(self.times))
            most = (HALF_DIGIT, HALF_DIGIT + HALF_NANOSECOND, HALF_DIGIT)
            right = right and all(text is not None and abs(float(text) - value) <= limit
                                  for text, value, limit in zip(found.groups()[3:], each, most))
        self.last = now
        self.snapshots += 1
        self.with_losses += self.lost > 0
        return [] if right else [f"the snapshot {found[0]!r} comes after {self.transmitted} pings and {counted}"]


def faults_of_one_stream(text: str) -> tuple[Counter, list[str]]:
    """Every snapshot has the numbers of the events that come before it."""
    counter, faults = Counter(), []
    for line in text.splitlines():
        if line.startswith("{"):
            counter.take(json.loads(line))
        elif found := SNAPSHOT.fullmatch(line):
            faults += counter.faults_of(found)
    return counter, faults


class Stopwatch:
    def __init__(self, seconds: float):
        self.began = time.monotonic()
        self.ends = self.began + seconds

    def seconds(self) -> float:
        return time.monotonic() - self.began

    def runs(self) -> bool:
        return time.monotonic() < self.ends

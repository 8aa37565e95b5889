#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`TMSS10Ping -t -i 0.01` under signals, and what it shows from time to time: signals.py PING RESPONDER [SECONDS]

Each run goes on for so many seconds (5) before its last signal; all of them go on at the same time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from itertools import cycle
from pathlib import Path
import os
import signal
import sys
import tempfile
import time

from scenario_run import Child, Programs, Stuck
from scenarios import relay, responder
from signal_run import SignalRun, Stopwatch, faults_of_ending, faults_of_one_stream, pings_in_order

SLOWEST, FASTEST = 60, 105  # pings a second: 100, but a busy machine may miss some
GROWTH = 1024  # kB of resident memory that are no growth
HANDSHAKE_REQUEST, PING = 50, 44  # bytes to the responder
PAUSE = 0.1  # seconds from one snapshot to the next, with --snapshot-every
ENDINGS = 5  # of runs that get signals until they have ended


@cache
def has_sanitizer(program: str) -> bool:
    """These keep memory that was freed."""
    code = Path(program).read_bytes()
    return b"__asan_init" in code or b"__tsan_init" in code


class Memory:
    """Resident memory, from when the run is under way."""

    def __init__(self, run: SignalRun):
        self.run = run
        self.first = run.resident()

    def faults(self) -> list[str]:
        self.last = self.run.resident()
        if self.last - self.first <= GROWTH or has_sanitizer(self.run.programs.ping):
            return []
        return [f"memory grows: {self.first} kB, then {self.last} kB"]

    def __str__(self) -> str:
        return f"{self.first} kB, at the end {self.last} kB"


def under_way(run: SignalRun, target: list[str], one_stream: bool = False) -> None:
    run.begin(target, one_stream)
    run.await_lines(50)


def stopped(run: SignalRun, name: str, seconds: float) -> tuple[str, list[str]]:
    """A signal that ends the run: all its pings have their lines, the summary is right, they were on time."""
    under_way(run, responder(run))
    memory = Memory(run)
    before, watch = run.ping.lines["stdout"], Stopwatch(seconds)
    while watch.runs():
        run.await_lines(1)
    rate = (run.ping.lines["stdout"] - before) / watch.seconds()
    faults = memory.faults()
    if (code := run.end(name)) != 0:
        faults.append(f"the exit code is {code}")
    text = run.ping.text("stdout")
    if not SLOWEST <= rate <= FASTEST:
        faults.append(f"{rate:.1f} pings a second")
    if said := run.ping.text("stderr"):
        faults.append(f"standard error has {said!r}")
    faults += faults_of_ending(text)
    return f"{len(pings_in_order(text)[0])} pings, {rate:.1f} a second, memory {memory}", faults


def interrupted(run: SignalRun, seconds: float):
    return stopped(run, "INT", seconds)


def terminated(run: SignalRun, seconds: float):
    return stopped(run, "TERM", seconds)


def asked_apart(run: SignalRun, seconds: float) -> tuple[str, list[str]]:
    """Snapshots all the time: one line for each signal, and standard output as if there were none."""
    under_way(run, responder(run))
    memory, watch = Memory(run), Stopwatch(seconds)
    while watch.runs():
        run.ask_for_snapshot()
        run.await_lines(1)
    faults = memory.faults()
    if (code := run.end("INT")) != 0:
        faults.append(f"the exit code is {code}")
    lines = run.ping.lines["stderr"]
    if lines != run.snapshots() or not run.expected <= lines <= run.sent:
        faults.append(f"{run.sent} signals, {run.snapshots()} snapshots in {lines} lines")
    faults += faults_of_ending(run.ping.text("stdout"))
    return f"{run.sent} signals, {lines} snapshots, memory {memory}", faults


def asked_in_order(run: SignalRun, target: list[str], seconds: float, meanwhile) -> tuple[str, list[str]]:
    """Each snapshot is right at its moment. `meanwhile` is done once, between two of them."""
    under_way(run, target, one_stream=True)
    watch = Stopwatch(seconds)
    while watch.runs():
        run.ask_for_snapshot()
        run.await_lines(3)
        meanwhile(run)
    run.end("TERM")
    counter, faults = faults_of_one_stream(run.ping.text("stdout"))
    if not run.expected <= counter.snapshots <= run.sent:
        faults.append(f"{run.sent} signals, {counter.snapshots} snapshots")
    return (f"{counter.snapshots} snapshots, {counter.with_losses} of them with losses; {counter.transmitted} pings, "
            f"{len(counter.times)} received, {counter.lost} lost"), faults


def asked_while_answered(run: SignalRun, seconds: float):
    return asked_in_order(run, responder(run), seconds, lambda _: None)


def asked_while_lost(run: SignalRun, seconds: float) -> tuple[str, list[str]]:
    """Answers stay out, and come all the same when 50 pings are lost."""
    def release(of: SignalRun) -> None:
        if of.ping.output["stdout"].count(b'"event":"lost"') >= 50:
            of.peer.release()

    told, faults = asked_in_order(run, [*relay("stall", 50)(run), "-W", "0.2"], seconds, release)
    if " 0 lost" in told or " 0 of them" in told:
        faults.append("no snapshot tells of a loss")
    return told, faults


def shown_in_time(run: SignalRun, seconds: float) -> tuple[str, list[str]]:
    """Snapshots without a signal, each right at its moment; and a file that is whole whenever it is read."""
    under_way(run, [*responder(run), "--snapshot-every", str(PAUSE), "--prometheus", str(run.figures)], one_stream=True)
    watch = Stopwatch(seconds)
    seen, faults = set(), []
    while watch.runs():
        run.await_lines(1)
        text = run.figures.read_text() if run.figures.exists() else ""
        seen.add(text)
        if text and not (text.startswith("# HELP tmss10ping_running ") and text.endswith("\n") and
                         "\ntmss10ping_longest_outage_seconds{" in text and "exit_code" not in text):
            faults.append(f"the file is {text!r}")
    took = time.monotonic() - run.ping.started
    code = run.end("TERM")
    counter, wrong = faults_of_one_stream(run.ping.text("stdout"))
    faults += wrong
    if code != 0:
        faults.append(f"the exit code is {code}")
    if not 5 <= counter.snapshots <= took / PAUSE + 5 or len(seen) < 5:
        faults.append(f"{counter.snapshots} snapshots and {len(seen)} files in {took:.1f} s")
    if not run.figures.read_text().startswith("# HELP tmss10ping_success "):
        faults.append("the file does not say how the run ended")
    return f"{counter.snapshots} snapshots, {len(seen)} files in {took:.1f} s", faults


def stopped_before_any_result(run: SignalRun, name: str, code: int) -> tuple[str, list[str]]:
    run.begin(relay("stall", 0)(run))
    run.await_that(lambda: run.peer.received >= HANDSHAKE_REQUEST + 20 * PING or run.ping.ended, "20 pings went")
    run.ask_for_snapshot()
    ended = run.end(name)
    lines = run.ping.text("stdout").splitlines()
    count = lines[2].partition(" ")[0] if len(lines) > 2 else ""
    expected = ["", "--- 127.0.0.1 TMSS10Ping statistics ---", f"{count} packets transmitted",
                f"0 packets received, {count} still unanswered"]
    faults = [] if lines == expected and int(count) >= 20 else [f"standard output is {lines}"]
    if ended != code:
        faults.append(f"the exit code is {ended}, not {code}")
    if not run.ping.text("stderr").startswith("0/"):
        faults.append(f"standard error is {run.ping.text('stderr')!r}")
    return f"exit code {ended} with {count} pings under way", faults


def interrupted_before_any_result(run: SignalRun, _seconds: float):
    return stopped_before_any_result(run, "INT", 130)


def terminated_before_any_result(run: SignalRun, _seconds: float):
    return stopped_before_any_result(run, "TERM", 143)


def signal_until_it_ends(child: Child, names: tuple[str, ...]) -> None:
    """All of them, a millisecond apart."""
    for name in cycle(names):
        child.process.send_signal(getattr(signal, f"SIG{name}"))
        if child.ended_within(0.001):
            return


def signalled_until_they_end(run: SignalRun, _seconds: float) -> tuple[str, list[str]]:
    """Neither a run nor a responder is killed by a signal that comes while it ends, as timeout(1) and others send it."""
    faults = []
    for _ in range(ENDINGS):
        under_way(run, responder(run))
        signal_until_it_ends(run.ping, ("INT", "QUIT", "TERM", "HUP"))
        signal_until_it_ends(run.responder, ("TERM", "INT"))
        if codes := {child.exit_text() for child in (run.ping, run.responder)} - {"0"}:
            faults.append(f"exit codes: {', '.join(codes)}")
        faults += faults_of_ending(run.ping.text("stdout"))
    return f"{ENDINGS} runs and their responders", faults


TRIALS = [interrupted, terminated, asked_apart, asked_while_answered, asked_while_lost, shown_in_time,
          interrupted_before_any_result, terminated_before_any_result, signalled_until_they_end]


def main(argv: list[str]) -> int:
    if len(argv) not in (3, 4) or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))
    seconds = float(argv[3]) if len(argv) == 4 else 5.0

    def run(trial) -> tuple[str, list[str]]:
        with tempfile.TemporaryDirectory(prefix="tmss10-signals-") as folder, ExitStack() as stack:
            try:
                return trial(SignalRun(programs, Path(folder), stack), seconds)
            except Stuck as stuck:
                return "stuck", [str(stuck)]

    failed = 0
    with ThreadPoolExecutor(len(TRIALS)) as pool:
        for trial, (told, faults) in zip(TRIALS, pool.map(run, TRIALS)):
            failed += bool(faults)
            print("\n    ".join([f"{'FAILED' if faults else 'passed'}: {trial.__name__}: {told}", *faults[:10]]))
    print(f"{len(TRIALS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

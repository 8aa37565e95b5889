#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""TMSS10Ping is held up on a path of 200 ms: held_up.py PING RESPONDER

It is stopped and goes on, whoever reads its output pauses, or its terminal is stopped. What the network did meanwhile
must be told as it was: what came is no loss, and what did not come is one."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
import fcntl
import os
import re
import signal
import sys
import tempfile
import termios
import threading
import time

from scenario_run import ScenarioRun, Programs, Stuck, read_events  # first: it says where the others are
from child import Child
from recount import faults_of_summary, named
from relay import Flow, Relay

ONE_WAY = 0.1  # seconds
PAUSE = 4.0
LONG_PAUSE = 6.0  # longer than the responder waits for a handshake
HELD_UP = re.compile(r"(\d+) pings? (?:was|were) held up")
PIPE_SIZE = 4096


class SlowPath(Relay):
    """Each way takes ONE_WAY. `cut` loses what goes to the client from then on."""

    def __init__(self, responder_port: int):
        self.cut = threading.Event()
        self.on_accept = lambda: None
        self.under_way = threading.local()  # of the connection that a thread serves
        super().__init__("", responder_port)

    def serve(self, connection) -> None:
        self.on_accept()
        super().serve(connection)

    def relay(self, connection, onward) -> None:
        self.under_way.pieces = deque()
        super().relay(connection, onward)

    def carry_each(self, flows: list[Flow]) -> None:
        super().carry_each(flows)
        pieces = self.under_way.pieces
        while pieces and pieces[0][0] <= time.monotonic():
            _, flow, data = pieces.popleft()
            if not (flow.to == "client" and self.cut.is_set()):
                super().pass_on(flow, data)

    def pass_on(self, flow: Flow, data: bytes) -> None:
        self.under_way.pieces.append((time.monotonic() + ONE_WAY, flow, data))


def begin(run: ScenarioRun, *options: str) -> None:
    """A run over a slow path, with its events in a file."""
    (run.folder / "json").write_text("")
    path = SlowPath(run.start_responder())
    port = run.keep(path)
    run.path = path
    run.command = [run.programs.ping, *options, "--json", str(run.folder / "json"), f"127.0.0.1:{port}"]


def await_replies(run: ScenarioRun, more: int) -> None:
    now = (run.folder / "json").read_text().count('"event":"reply"')
    run.await_events("reply", now + more)


def stop_for(run: ScenarioRun, seconds: float) -> None:
    """The pause is what is tested."""
    run.ping.process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    run.ping.process.send_signal(signal.SIGCONT)


def end(run: ScenarioRun) -> tuple[dict, list[str]]:
    run.ping.send("INT")
    run.await_that(lambda: run.ping.ended, "the run ends")
    return finished(run)


def finished(run: ScenarioRun) -> tuple[dict, list[str]]:
    events, faults = read_events(run.folder / "json")
    if not events:
        return {}, faults
    faults += [fault for fault in faults_of_summary(events) if "longest outage" not in fault]
    return events[-1], faults


def faults_of_held_up(run: ScenarioRun, summary: dict, interval: float, pause: float, output: str) -> list[str]:
    """Nothing was lost, and what went by was held up."""
    faults = []
    if run.ping.process.returncode != 0:
        faults.append(f"the exit code is {run.ping.process.returncode}")
    if summary["lost"] or "no reply" in output:
        faults.append(f"{summary['lost']} are lost")
    if summary["longest_outage_ms"]:
        faults.append(f"there is an outage of {summary['longest_outage_ms']} ms")
    went_by = pause / interval
    if not 0.75 * went_by <= summary["held_up"] <= 1.5 * went_by:
        faults.append(f"{summary['held_up']} were held up, and about {went_by:.0f} slots went by")
    told = HELD_UP.search(output)
    if not told or int(told[1]) != summary["held_up"]:
        faults.append(f"the summary is {output[output.rfind('---'):]!r}")
    if summary["noticed_late"] == 0 or "(noticed late)" not in output:
        faults.append("no answer was noticed late")
    if summary["round_trip"]["max_ms"] > 1000 * pause:
        faults.append(f"a round trip took {summary['round_trip']['max_ms']} ms")
    return faults


def read_terminal(terminal: int, shown: bytearray) -> None:
    """Until nobody has its other end any more."""
    with suppress(OSError):
        while piece := os.read(terminal, PIPE_SIZE):
            shown.extend(piece)


def stopped(run: ScenarioRun) -> tuple[str, list[str]]:
    """SIGSTOP, and SIGCONT later: the answers are in the socket."""
    begin(run, "-t", "-i", "0.05", "-W", "1")
    run.ping = run.start(run.command)
    await_replies(run, 10)
    stop_for(run, PAUSE)
    await_replies(run, 10)
    summary, faults = end(run)
    faults += faults_of_held_up(run, summary, 0.05, PAUSE, run.ping.text("stdout"))
    return f"{summary['held_up']} held up, {summary['noticed_late']} noticed late, {summary['lost']} lost", faults


def read_with_a_pause(run: ScenarioRun) -> tuple[str, list[str]]:
    """Standard output is a pipe that is full for most of the pause."""
    begin(run, "-t", "-i", "0.01", "-W", "1")
    mine, theirs = os.pipe()
    fcntl.fcntl(mine, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    run.ping = Child(run.command, run.changed, stdout=theirs)
    run.stack.callback(run.ping.kill)
    os.close(theirs)
    said = bytearray()

    def read_until(ended) -> None:
        while not ended():
            piece = os.read(mine, PIPE_SIZE)
            if not piece:
                return
            said.extend(piece)

    read_until(lambda: said.count(b"\n") >= 50)
    time.sleep(PAUSE + 2)  # what is tested; the pipe is full after a second
    more = said.count(b"\n") + 300
    read_until(lambda: said.count(b"\n") >= more)
    run.ping.send("INT")
    read_until(lambda: False)
    os.close(mine)
    run.await_that(lambda: run.ping.ended, "the run ends")
    summary, faults = finished(run)
    faults += faults_of_held_up(run, summary, 0.01, PAUSE + 1, said.decode())
    return f"{summary['held_up']} held up, {summary['noticed_late']} noticed late, {summary['lost']} lost", faults


def stopped_by_its_terminal(run: ScenarioRun) -> tuple[str, list[str]]:
    """Ctrl-S, and Ctrl-Q later. Between them the terminal takes nothing, while all that it has shown is read."""
    begin(run, "-t", "-i", "0.05", "-W", "1", "--color", "never")
    mine, theirs = os.openpty()
    run.stack.callback(os.close, mine)
    settings = termios.tcgetattr(theirs)
    stop, go_on = settings[6][termios.VSTOP], settings[6][termios.VSTART]
    settings[0] |= termios.IXON
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    run.ping = Child(run.command, run.changed, stdout=theirs)
    os.close(theirs)
    shown = bytearray()
    reader = threading.Thread(target=read_terminal, args=(mine, shown))
    reader.start()
    run.stack.callback(reader.join)
    run.stack.callback(run.ping.kill)  # which ends the reader
    await_replies(run, 10)
    os.write(mine, stop)
    time.sleep(0.5)
    before = len(shown)
    time.sleep(PAUSE - 0.5)
    faults = [] if len(shown) == before else ["the terminal was not stopped"]
    os.write(mine, go_on)
    await_replies(run, 10)
    summary, more = end(run)
    reader.join()
    output = shown.decode().replace("\r\n", "\n")
    faults += more + faults_of_held_up(run, summary, 0.05, PAUSE, output)
    return f"{summary['held_up']} held up, {summary['noticed_late']} noticed late, {summary['lost']} lost", faults


def stopped_while_the_path_is_cut(run: ScenarioRun) -> tuple[str, list[str]]:
    """The other way about: what the network loses in a hold-up is lost."""
    begin(run, "-t", "-i", "0.05", "-W", "1")
    run.ping = run.start(run.command)
    await_replies(run, 10)
    run.path.cut.set()
    stop_for(run, PAUSE)
    run.await_events("lost", 3)
    summary, faults = end(run)
    if run.ping.process.returncode != 1 or summary["lost"] < 3:
        faults.append(f"exit code {run.ping.process.returncode}, {summary['lost']} lost")
    if not 800 < summary["longest_outage_ms"] < 1000 * PAUSE:
        faults.append(f"the outage is {summary['longest_outage_ms']} ms")
    return f"{summary['lost']} lost", faults


def stopped_while_it_connects(run: ScenarioRun) -> tuple[str, list[str]]:
    """For longer than its own limit, and than the responder's."""
    begin(run, "-c", "2", "-i", "0.05", "--connect-timeout", "1")
    accepted = threading.Event()
    run.path.on_accept = accepted.set
    run.ping = run.start(run.command)
    run.await_that(accepted.is_set, "it has connected")
    stop_for(run, LONG_PAUSE)
    run.await_that(lambda: run.ping.ended, "the run ends")
    summary, faults = finished(run)
    if run.ping.process.returncode != 0 or summary["received"] != 2:
        faults.append(f"exit code {run.ping.process.returncode}: {run.ping.text('stderr')!r}")
    return f"{summary['received']} received", faults


def stopped_while_bare_connections_are_made(run: ScenarioRun) -> tuple[str, list[str]]:
    """Longer than the limit of each, and than the responder keeps one that says nothing."""
    begin(run, "-t", "-i", "0.05", "--connect-timeout", "1", "--connect-only")
    run.ping = run.start(run.command)
    run.await_events("connection_made", 10)
    stop_for(run, LONG_PAUSE)
    now = len(re.findall('"event":"connection_made"', (run.folder / "json").read_text()))
    run.await_events("connection_made", now + 10)
    summary, faults = end(run)
    if run.ping.process.returncode != 0 or summary["lost"]:
        faults.append(f"exit code {run.ping.process.returncode}, {summary['lost']} lost: {run.ping.text('stderr')!r}")
    if not 0.75 * LONG_PAUSE / 0.05 <= summary["held_up"] <= 1.5 * LONG_PAUSE / 0.05:
        faults.append(f"{summary['held_up']} were held up")
    return f"{summary['held_up']} held up, {summary['noticed_late']} noticed late, {summary['lost']} lost", faults


TRIALS = [stopped, read_with_a_pause, stopped_by_its_terminal, stopped_while_the_path_is_cut,
          stopped_while_it_connects, stopped_while_bare_connections_are_made]


def main(argv: list[str]) -> int:
    if len(argv) != 3 or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))

    def run(trial) -> tuple[str, list[str]]:
        with tempfile.TemporaryDirectory(prefix="tmss10-held-up-") as folder, ExitStack() as stack:
            try:
                return trial(ScenarioRun(programs, Path(folder), stack))
            except Stuck as stuck:
                return "stuck", [str(stuck)]

    failed = 0
    with ThreadPoolExecutor(len(TRIALS)) as pool:
        results = list(pool.map(run, TRIALS))
    for trial, (told, faults) in zip(TRIALS, results):
        if faults:  # a busy machine may hold up the path, too: once more, alone
            print("\n    ".join([f"failed beside the others: {trial.__name__}: {told}", *faults[:10]]))
            told, faults = run(trial)
        failed += bool(faults)
        print("\n    ".join([f"{'FAILED' if faults else 'passed'}: {trial.__name__}: {told}", *faults[:10]]))
    print(f"{len(TRIALS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A peer that stops at any byte: every_byte.py PING RESPONDER

At each byte of a conversation, in either direction, with and without a proxy, a relay stalls, cuts
or resets. The client must end in its time-outs and say what stopped there."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
import os
import re
import subprocess
import sys
import threading

from child import Child, environment
from peers import Relay
from proxies import OPEN, SCRIPTS, ScriptedProxy
from service_setup import Account

FAULTS = ("stall", "cut", "reset")
AT_ONCE = 16  # most of them wait for a time-out
TIME_OUT = 0.3  # seconds for each stage
PATIENT = 10  # times as much, when a machine was too busy for that
HANG = 10.0  # seconds, beyond any time-outs of a run


@dataclass(frozen=True)
class Verdict:
    """How a run ends: its exit code, and a pattern of a line that it prints."""
    code: int
    line: str


@dataclass(frozen=True)
class Stage:
    """So many bytes of the conversation, and the verdicts when each of the faults comes before
    one of them."""
    name: str
    size: int
    verdicts: tuple[Verdict, Verdict, Verdict]


def stage(name: str, size: int, stalled: Verdict, cut: Verdict, reset: Verdict | None = None):
    return Stage(name, size, (stalled, cut, reset or cut))


NO_TUNNEL = Verdict(8, r"proxy .*: no answer to the request for a tunnel in \S+ s")
TUNNEL_CLOSED = Verdict(8, r"proxy .*: it closed the connection .*")
NO_GREETING = Verdict(9, r".*: connected, but no greeting in \S+ s; nothing was sent")
NEVER_GREETED = Verdict(9, r".*: connected, but closed before a greeting; nothing was sent")
HALF_GREETED = Verdict(9, r'.*: another service answers there: "T.*"; nothing was sent')
NO_MESSAGE_2 = Verdict(9, r".*: greeted, .*but no answer to (it|the handshake) in \S+ s")
OTHER_KEY = Verdict(10, r".*: the keys differ")
HANDSHAKE_LOST = Verdict(11, r".*: the connection was lost: .*")
OTHER_KEY_OR_FIREWALL = Verdict(10, r".*: the keys differ, or a firewall ends the connection: .*")
NO_REPLY = Verdict(1, r"no reply from 127\.0\.0\.1: seq=1 \(\d\.\d\d s\)")
REPLY_LOST = Verdict(1, r"no reply from 127\.0\.0\.1: seq=1 \(connection lost\)")

TO_CLIENT = [
    stage("the first byte of the greeting", 1, NO_GREETING, NEVER_GREETED),
    stage("the greeting", 7, NO_GREETING, HALF_GREETED),
    stage("the first byte of message 2", 1, NO_MESSAGE_2, OTHER_KEY, OTHER_KEY_OR_FIREWALL),
    stage("message 2", 49, NO_MESSAGE_2, HANDSHAKE_LOST),
    stage("the reply", 44, NO_REPLY, REPLY_LOST)]
TO_RESPONDER = [
    stage("message 1", 50, NO_MESSAGE_2, OTHER_KEY, OTHER_KEY_OR_FIREWALL),
    stage("the request", 44, NO_REPLY, REPLY_LOST)]


@dataclass(frozen=True)
class Trial:
    """A fault before one byte of a conversation."""
    fault: str
    offset: int
    to: str
    through_proxy: bool
    stage: Stage

    def __str__(self) -> str:
        way = "through a proxy, " if self.through_proxy else ""
        return f"{way}{self.fault} after {self.offset} bytes to {self.to}, in {self.stage.name}"

    @property
    def verdict(self) -> Verdict:
        return self.stage.verdicts[FAULTS.index(self.fault)]


def trials_of(stages: list[Stage], to: str, through_proxy: bool) -> list[Trial]:
    bytes_of_stages = [each for each in stages for _ in range(each.size)]
    return [Trial(fault, offset, to, through_proxy, each)
            for offset, each in enumerate(bytes_of_stages) for fault in FAULTS]


def all_trials(port: int) -> list[Trial]:
    target = f"127.0.0.1:{port}"
    request = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"
    head = stage("the proxy's reply", len(OPEN), NO_TUNNEL, TUNNEL_CLOSED)
    question = stage("the request for a tunnel", len(request), NO_TUNNEL, TUNNEL_CLOSED)
    return [*trials_of(TO_CLIENT, "client", False),
            *trials_of(TO_RESPONDER, "responder", False),
            *trials_of([head, *TO_CLIENT], "client", True),
            *trials_of([question, *TO_RESPONDER], "responder", True)]


class Bench:
    """The programs, with one responder for all trials."""

    def __init__(self, ping: str, responder: str):
        self.ping = ping
        self.changed = threading.Condition()
        self.responder = Child([responder, "--listen", "127.0.0.1", "-P", "0"], self.changed)
        with self.changed:
            self.changed.wait_for(lambda: self.responder.lines["stderr"] or self.responder.ended)
        self.port = int(re.search(r":(\d+)\n", self.responder.text("stderr"))[1])

    def command(self, trial: Trial, relay: Relay, time_out: float) -> list[str]:
        limits = ["--connect-timeout", str(time_out), "-W", str(time_out)]
        if trial.through_proxy:
            where = ["-x", f"127.0.0.1:{relay.port}", f"127.0.0.1:{self.port}"]
        else:
            where = [f"127.0.0.1:{relay.port}"]
        return [self.ping, "-c", "1", *limits, *where]

    def run(self, trial: Trial, time_out: float) -> subprocess.CompletedProcess | None:
        """None: it hangs."""
        fault = f"{trial.fault} after {trial.offset} bytes to {trial.to}"
        with closing(ScriptedProxy(SCRIPTS["opens"], Account())) as proxy, \
                closing(Relay(fault, proxy.port if trial.through_proxy else self.port)) as relay:
            try:
                return subprocess.run(self.command(trial, relay, time_out), capture_output=True,
                                      text=True, env=environment({}), stdin=subprocess.DEVNULL,
                                      timeout=HANG + 4 * time_out, check=False)
            except subprocess.TimeoutExpired:
                return None

    def problem_of(self, trial: Trial) -> str:
        """Empty if all is well. On a busy machine an earlier stage may run out of time: such a
        trial is made again."""
        ended = self.run(trial, TIME_OUT)
        if ended and ended.returncode >= 0 and not fits(ended, trial.verdict):
            ended = self.run(trial, PATIENT * TIME_OUT)
        if not ended:
            return f"{trial}: it hangs"
        if fits(ended, trial.verdict):
            return ""
        return (f"{trial}: exit {ended.returncode}, not {trial.verdict.code} with "
                f"{trial.verdict.line}\n{ended.stdout}{ended.stderr}")

    def close(self) -> str:
        """What was wrong with the responder, if anything."""
        self.responder.send("TERM")
        with self.changed:
            in_time = self.changed.wait_for(lambda: self.responder.ended, HANG)
        if not in_time:
            self.responder.kill()
        said = self.responder.text("stderr")
        code = self.responder.exit_text()
        return f"the responder ended with {code}:\n{said}" if code != "0" else ""


def fits(ended: subprocess.CompletedProcess, verdict: Verdict) -> bool:
    """A sanitizer's report is no line of ours."""
    lines = ended.stderr.splitlines()
    ours = all(line.startswith(("TMSS10Ping: ", "  hint: ")) for line in lines)
    said = [*ended.stdout.splitlines(), *(line.removeprefix("TMSS10Ping: ") for line in lines)]
    return ours and ended.returncode == verdict.code and any(
        re.fullmatch(verdict.line, line) for line in said)


def main(argv: list[str]) -> int:
    if len(argv) != 3 or not all(os.access(program, os.X_OK) for program in argv[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    bench = Bench(*(str(Path(program).resolve()) for program in argv[1:]))
    try:
        trials = all_trials(bench.port)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            problems = [problem for problem in pool.map(bench.problem_of, trials) if problem]
    finally:
        responder_problem = bench.close()
    if responder_problem:
        problems.append(responder_problem)
    for problem in problems:
        print(problem)
    print(f"{len(trials)} faults, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

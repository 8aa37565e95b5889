#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A path that fails at any byte: every_byte.py [--every=N] PING RESPONDER [RESPONDER'S OPTIONS]

At each byte of a conversation, in either direction, a relay stalls, cuts, resets, flips a bit,
inserts a byte or repeats one; the first three also through a proxy. The client must end in its
time-outs and say what happened. The responder must log the end of every connection, keep none of
their descriptors, answer an honest client afterwards, and end with 0.

--every=4 makes one trial of four, of each kind of fault: under a sanitizer a client takes 100 ms."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
import os
import re
import subprocess
import sys

from byte_faults import Trial, Verdict, all_trials
from child import environment
from matching import with_whole_hints
from proxies import SCRIPTS, ScriptedProxy
from relay import Relay
from service_setup import Account
from watched_responder import WatchedResponder

AT_ONCE = 16  # most of them wait for a time-out
TIME_OUT = 0.3  # seconds for each stage
PATIENT = 10  # times as much, when a machine was too busy for that
SHOWN = 100  # problems; when all trials fail, more of them tell no more
HANG = 10.0  # seconds, beyond any time-outs of a run


class Bench:
    """The programs, with one responder for all trials."""

    def __init__(self, ping: str, responder: str, options: list[str]):
        self.ping = ping
        self.responder = WatchedResponder(responder, options)

    def command(self, trial: Trial, relay: Relay, time_out: float) -> list[str]:
        limits = ["--connect-timeout", str(time_out), "-W", str(time_out)]
        where = [f"127.0.0.1:{relay.port}"]
        if trial.through_proxy:
            where = ["-x", *where, f"127.0.0.1:{self.responder.port}"]
        return [self.ping, "-c", str(trial.pings), *limits, *where]

    def run(self, trial: Trial, time_out: float) -> subprocess.CompletedProcess | None:
        """None: it hangs."""
        fault = f"{trial.fault} after {trial.offset} bytes to {trial.to}"
        onward = self.responder.port
        with closing(ScriptedProxy(SCRIPTS["opens"], Account())) as proxy, \
                closing(Relay(fault, proxy.port if trial.through_proxy else onward)) as relay:
            return ended(self.command(trial, relay, time_out), HANG + 6 * time_out)

    def problem_of(self, trial: Trial) -> str:
        """Empty if all is well. On a busy machine an earlier stage may run out of time: such a
        trial is made again."""
        run = self.run(trial, TIME_OUT)
        if run and run.returncode >= 0 and not fits(run, trial.verdict):
            run = self.run(trial, PATIENT * TIME_OUT)
        if not run:
            return f"{trial}: it hangs"
        if fits(run, trial.verdict):
            return ""
        return (f"{trial}: exit {run.returncode}, not {trial.verdict.code} with "
                f"{trial.verdict.line}\n{run.stdout}{run.stderr}")

    def problem_of_honest_client(self) -> str:
        run = ended([self.ping, "-c", "3", f"127.0.0.1:{self.responder.port}"], 3 * HANG)
        if not run:
            return "the honest client hangs"
        return f"the honest client:\n{run.stdout}{run.stderr}" if run.returncode != 0 else ""

    def close(self) -> list[str]:
        """What was wrong with the responder, if anything."""
        problems = [self.problem_of_honest_client(), *self.responder.problems_when_all_are_gone()]
        return [problem for problem in problems if problem] + self.responder.stop(HANG)


def ended(command: list[str], limit: float) -> subprocess.CompletedProcess | None:
    try:
        return subprocess.run(command, capture_output=True, text=True, env=environment({}),
                              stdin=subprocess.DEVNULL, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None


def fits(run: subprocess.CompletedProcess, verdict: Verdict) -> bool:
    """A sanitizer's report is no line of ours."""
    lines = with_whole_hints(run.stderr).splitlines()
    ours = all(line.startswith(("TMSS10Ping: ", "  hint: ")) for line in lines)
    said = [*run.stdout.splitlines(), *(line.removeprefix("TMSS10Ping: ") for line in lines)]
    return ours and run.returncode == verdict.code and any(
        re.fullmatch(verdict.line, line) for line in said)


def main(argv: list[str]) -> int:
    every = 1
    if len(argv) > 1 and (option := re.fullmatch(r"--every=(\d+)", argv[1])):
        every = int(option[1])
        argv = [argv[0], *argv[2:]]
    if len(argv) < 3 or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    ping, responder = (str(Path(program).resolve()) for program in argv[1:3])
    bench = Bench(ping, responder, argv[3:])
    try:
        trials = all_trials(bench.responder.port)[::every]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            problems = [problem for problem in pool.map(bench.problem_of, trials) if problem]
    finally:
        problems_of_responder = bench.close()
    problems += problems_of_responder
    for problem in problems[:SHOWN]:
        print(problem)
    print(f"{len(trials)} faults, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

# SPDX-License-Identifier: MIT
"""A responder of whose descriptors and log lines account is kept."""

from collections import Counter
from pathlib import Path
import os
import re
import threading
import time

from child import Child

STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z "
# What peers can bring about. Another line would be about the responder itself.
LINE = re.compile(
    STAMP + r"((?P<peer>\S+:\d+) ((?P<begin>connected)|request of \d+ bytes: answered)|"
    r"connection peer=(?P<ended>\S+:\d+) result=(session requests=\d+|handshake_failed) "
    r"seconds=\d+\.\d{6} reason=\".+\")")
LISTENING = re.compile(STAMP + r"listening on \S+:(\d+)")
GONE = 20.0  # seconds in which connections end whose peers are gone: 5 to start, 1 to linger


class WatchedResponder:
    """Tells all that it does. It listens when the constructor returns."""

    def __init__(self, program: str, options: list[str]):
        self.changed = threading.Condition()
        self.child = Child([program, "--listen", "127.0.0.1", "-P", "0", "-v", "--log-rate", "0",
                            *options], self.changed)
        with self.changed:
            self.changed.wait_for(lambda: self.child.lines["stderr"] or self.child.ended)
        listening = LISTENING.match(self.child.text("stderr"))
        if not listening:
            raise RuntimeError(f"the responder does not listen:\n{self.child.text('stderr')}")
        self.port = int(listening[1])
        self.descriptors_at_start = self.descriptors_at_rest()

    def descriptors(self) -> int:
        """How many it has open; 0 where the system does not tell."""
        folder = Path(f"/proc/{self.child.process.pid}/fd")
        return len(os.listdir(folder)) if folder.is_dir() else 0

    def descriptors_at_rest(self) -> int:
        """Not in the middle of its start, which has files open for a moment."""
        before, now = None, self.descriptors()
        while now != before:
            time.sleep(0.2)
            before, now = now, self.descriptors()
        return now

    def open_connections(self) -> Counter:
        """Those that the log has the beginning of, but not the end."""
        found = Counter()
        for line in self.child.text("stderr").splitlines():
            if told := LINE.fullmatch(line):
                found[told["peer"] or told["ended"]] += bool(told["begin"]) - bool(told["ended"])
        return +found

    def odd_lines(self) -> list[str]:
        lines = self.child.text("stderr").splitlines()
        return [line for line in lines if not LINE.fullmatch(line) and not LISTENING.fullmatch(line)]

    def problems_when_all_are_gone(self) -> list[str]:
        """To be asked when no client is left: what the responder has kept of them."""
        deadline = time.monotonic() + GONE
        with self.changed:
            self.changed.wait_for(lambda: not self.open_connections() or self.child.ended, GONE)
        while self.descriptors() > self.descriptors_at_start and time.monotonic() < deadline:
            time.sleep(0.05)  # nothing tells that a descriptor was closed
        problems = [f"the log has no end of {peer}" for peer in self.open_connections()]
        if self.descriptors() != self.descriptors_at_start:
            problems.append(f"the responder had {self.descriptors_at_start} descriptors open "
                            f"and has {self.descriptors()}")
        return problems

    def stop(self, limit: float) -> list[str]:
        """What was wrong with its end, or with its log."""
        self.child.send("TERM")
        with self.changed:
            in_time = self.changed.wait_for(lambda: self.child.ended, limit)
        if not in_time:
            self.child.kill()
        problems = [f"a line that the responder should not have logged: {line}"
                    for line in self.odd_lines()]
        code = self.child.exit_text()
        return problems if code == "0" else [*problems, f"the responder ended with {code}"]

# SPDX-License-Identifier: MIT
"""A real responder or exporter, as whoever operates it meets it."""

from pathlib import Path
import re
import socket
import sys
import tempfile
import threading

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from child import Child, has_thread_sanitizer  # noqa: E402

LIMIT = 60.0  # seconds for anything that is waited for, on a machine that has much else to do


class Running:
    """A responder with a free port on 127.0.0.1, until it is closed."""
    listen = ["-P", "0", "--listen", "127.0.0.1"]
    listening = r"listening on 127\.0\.0\.1:(\d+)"
    reloaded = rb"site key|key file"  # what it logs after a reload, whatever came of it

    def __init__(self, program: str, *options: str, variables: dict[str, str] | None = None):
        self.changed = threading.Condition()
        self.stopped = False
        self.child = Child([program, *options, *self.listen], self.changed, variables=variables)
        self.port = int(self.await_log(self.listening)[1])

    def log(self) -> list[str]:
        """Its whole lines, each without its time."""
        whole, _, _ = self.child.text("stderr").rpartition("\n")
        return [line.partition(" ")[2] for line in whole.splitlines()]

    def await_log(self, pattern: str, count: int = 1) -> re.Match:
        """The match of the line that is the so-manieth that matches in full."""
        def matches() -> list[re.Match]:
            return [found for line in self.log() if (found := re.fullmatch(pattern, line))]

        with self.changed:
            self.changed.wait_for(lambda: len(matches()) >= count or self.child.ended, LIMIT)
            found = matches()
        if len(found) < count:
            raise AssertionError(f"no line {pattern!r} in its log: {self.log()[-10:]}")
        return found[count - 1]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)

    def reload(self) -> None:
        """Tells it to read its files again, which it always answers with a line of its log.

        The thread sanitizer (of g++ 12) sometimes keeps a signal to itself until the next one comes."""
        before = len(self.child.output["stderr"])

        def answered() -> bool:
            return re.search(self.reloaded, self.child.output["stderr"][before:]) is not None

        self.child.send("HUP")
        if has_thread_sanitizer(self.child.process.args[0]):
            with self.changed:
                done = self.changed.wait_for(lambda: answered() or self.child.ended, 3)
            if not done:
                self.child.send("HUP")

    def stop(self) -> None:
        """Tells it to end, once: while it ends it has no handler for the signal any more."""
        if not self.stopped and not self.child.ended:
            self.child.send("TERM")
        self.stopped = True

    def close(self) -> None:
        """AssertionError: it does not end as it should."""
        self.stop()
        self.child.end.join(LIMIT)
        if not self.child.ended:
            self.child.kill()
            raise AssertionError("it does not end when it is told to")
        if self.child.exit_text() != "0":
            raise AssertionError(f"it ended with {self.child.exit_text()}: {self.child.text('stderr')}")


class RunningExporter(Running):
    """The same of an exporter."""
    listen = ["--listen", "127.0.0.1:0"]
    listening = r"listening on https?://127\.0\.0\.1:(\d+)/"
    reloaded = rb"the files (were loaded|stay as they were)"


class Manager:
    """A service manager's socket, as sd_notify(3) has it."""

    def __init__(self, abstract: bool):
        self.directory = tempfile.TemporaryDirectory()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = f"{self.directory.name}/notify"
        self.socket.bind("\0" + path if abstract else path)
        self.socket.settimeout(LIMIT)
        self.variables = {"NOTIFY_SOCKET": ("@" if abstract else "") + path}

    def next(self) -> str:
        return self.socket.recv(4096).decode()

    def close(self) -> None:
        self.socket.close()
        self.directory.cleanup()

# SPDX-License-Identifier: MIT
"""A real exporter, and requests to it."""

from dataclasses import dataclass
from pathlib import Path
import http.client
import re
import socket
import ssl
import sys
import threading
import urllib.parse

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from child import Child  # noqa: E402

LIMIT = 60.0  # seconds for anything that is waited for, on a machine that has much else to do


@dataclass
class Answer:
    status: int
    fields: dict[str, str]
    body: str

    def value(self, name: str) -> float | None:
        """That of a sample; with its labels in `name` if it has any."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.body, re.MULTILINE)
        return float(found[1]) if found else None

    def failure(self) -> tuple[str, str] | None:
        """Stage and cause."""
        found = re.search(r'^tmss10_probe_failure\{stage="(\w+)",cause="(\w+)"\} 1$', self.body, re.MULTILINE)
        return (found[1], found[2]) if found else None


class Exporter:
    """An exporter with a free port on 127.0.0.1, until it is closed."""

    def __init__(self, program: str, *options: str, listen: str = "127.0.0.1:0",
                 variables: dict[str, str] | None = None):
        self.changed = threading.Condition()
        self.child = Child([program, "--listen", listen, *options], self.changed, variables=variables)
        found = self.await_log(r"listening on (https?)://(\[?[\w.:]+\]?):(\d+)/")
        self.tls = found[1] == "https"
        self.port = int(found[3])

    def log(self) -> list[str]:
        """Its whole lines, each without its time."""
        whole, _, _ = self.child.text("stderr").rpartition("\n")
        return [line.partition(" ")[2] for line in whole.splitlines()]

    def await_log(self, pattern: str, count: int = 1) -> re.Match:
        def matches() -> list[re.Match]:
            return [found for line in self.log() if (found := re.fullmatch(pattern, line))]

        with self.changed:
            self.changed.wait_for(lambda: len(matches()) >= count or self.child.ended, LIMIT)
            found = matches()
        if len(found) < count:
            raise AssertionError(f"no line {pattern!r} in its log: {self.child.text('stderr')[-2000:]}")
        return found[count - 1]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)

    def ask(self, path: str, method: str = "GET", **fields: str) -> Answer:
        """`fields`: X_Name for X-Name."""
        if self.tls:
            context = ssl._create_unverified_context()  # pylint: disable=protected-access
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=LIMIT, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value
                                                      for name, value in fields.items()})
            said = connection.getresponse()
            return Answer(said.status, {name.lower(): value for name, value in said.getheaders()},
                          said.read().decode())
        finally:
            connection.close()

    def probe(self, target: str, module: str | None = None, debug: bool = False, **fields: str) -> Answer:
        query = {"target": target}
        if module is not None:
            query["module"] = module
        if debug:
            query["debug"] = "true"
        return self.ask("/probe?" + urllib.parse.urlencode(query), **fields)

    def own(self, name: str) -> float | None:
        return self.ask("/metrics").value(f"tmss10_exporter_{name}")

    def descriptors(self) -> int:
        return len(list(Path(f"/proc/{self.child.process.pid}/fd").iterdir()))

    def close(self) -> None:
        if not self.child.ended:
            self.child.send("TERM")
        self.child.end.join(LIMIT)
        if not self.child.ended:
            self.child.kill()
            raise AssertionError("it does not end when it is told to")
        if self.child.exit_text() != "0":
            raise AssertionError(f"it ended with {self.child.exit_text()}: {self.child.text('stderr')[-3000:]}")


def raw_answer(to: socket.socket, request: bytes) -> bytes:
    """What comes back, up to the end of the stream."""
    to.sendall(request)
    out = b""
    while piece := to.recv(65536):
        out += piece
    return out

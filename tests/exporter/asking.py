# SPDX-License-Identifier: MIT
"""A real exporter, and requests to it."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
import http.client
import re
import socket
import ssl
import sys
import urllib.parse

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from running import LIMIT, RunningExporter  # noqa: E402


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


class Exporter(RunningExporter):
    """An exporter with a free port on 127.0.0.1, until it is closed."""

    @property
    def tls(self) -> bool:
        return "--tls-key" in self.child.process.args

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


def closed_port() -> int:
    """Nobody listens there, as far as anybody can tell."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def raw_answer(to: socket.socket, request: bytes) -> bytes:
    """What comes back, up to the end of the stream."""
    to.sendall(request)
    out = b""
    while piece := to.recv(65536):
        out += piece
    return out

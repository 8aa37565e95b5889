# SPDX-License-Identifier: MIT
"""A real Prometheus on a free loopback port, asked through its HTTP interface."""

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
import json
from pathlib import Path
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

START_LIMIT = 30.0  # seconds
LISTENING = re.compile(r'msg="Listening on".* address=127\.0\.0\.1:([1-9]\d*)')
READY = 'msg="Server is ready to receive web requests."'
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through one


class Refused(Exception):
    """Prometheus does not take a query, or did not start."""


class PrometheusServer:
    """`within` is where it listens, such as a network namespace."""

    def __init__(self, port: int, within: Callable[[], AbstractContextManager] = nullcontext):
        self.port = port
        self.within = within

    def ask(self, path: str, **fields: str):
        """The data of an answer of /api/v1/."""
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(fields)}"
        try:
            with self.within(), DIRECT.open(url, timeout=30) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise Refused(f"{error}: {error.read().decode(errors='replace')}") from None

    def query(self, expression: str) -> list[dict]:
        """Its series now, each with "metric" and "value"."""
        found = self.ask("query", query=expression)
        return found["result"] if found["resultType"] == "vector" else [{"metric": {}, "value": found["result"]}]

    def alerts(self, state: str = "firing") -> list[dict]:
        return [alert for alert in self.ask("alerts")["alerts"] if alert["state"] == state]


@contextmanager
def running_prometheus(program: str, configuration: Path, folder: Path, *options: str, command_of=list,
                       within: Callable[[], AbstractContextManager] = nullcontext):
    """Its files are in the folder. `command_of` makes of a command the one that is run `within` a network namespace."""
    log = folder / "prometheus.log"
    command = [program, f"--config.file={configuration}", f"--storage.tsdb.path={folder / 'data'}",
               "--web.listen-address=127.0.0.1:0", *options]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command_of(command), stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + START_LIMIT
        while READY not in (text := log.read_text(encoding="utf-8")) or not (found := LISTENING.search(text)):
            if process.poll() is not None or time.monotonic() > deadline:
                raise Refused(f"Prometheus did not start: {text}")
            time.sleep(0.05)
        yield PrometheusServer(int(found[1]), within)
    finally:
        process.terminate()
        process.wait()

# SPDX-License-Identifier: MIT
"""What tests of an exporter have in common."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

from asking import LIMIT, Exporter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from running import Running  # noqa: E402


class Silent:
    """A server that accepts, and says nothing."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]

    def close_connections(self) -> None:
        """From now on it closes each connection at once."""
        def accept() -> None:
            with suppress(OSError):  # until the listener goes
                while True:
                    self.listener.accept()[0].close()
        threading.Thread(target=accept, daemon=True).start()

    def close(self) -> None:
        self.listener.close()


class Files:
    """Files in a directory of their own."""

    def __init__(self, **texts: str):
        self.directory = tempfile.TemporaryDirectory()
        for name, text in texts.items():
            self.write(name, text)

    def path(self, name: str) -> str:
        return str(Path(self.directory.name, name))

    def write(self, name: str, text: str) -> None:
        Path(self.path(name)).write_text(text)
        os.chmod(self.path(name), 0o600)

    def close(self) -> None:
        self.directory.cleanup()


def own_certificate(files: Files) -> list[str]:
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", files.path("key"), "-out", files.path("certificate"), "-days", "2", "-subj",
                    "/CN=localhost"], check=True, capture_output=True)
    return ["--tls-certificate", files.path("certificate"), "--tls-key", files.path("key")]


class Again(Running):
    """A responder on a port that another one had."""

    def __init__(self, program: str, port: str):
        self.listen = ["-P", port, "--listen", "127.0.0.1"]
        super().__init__(program)


def at_once(count: int, call) -> list:
    """What so many calls return that run at the same time; what one raises is raised."""
    with ThreadPoolExecutor(count) as pool:
        return [one.result() for one in [pool.submit(call) for _ in range(count)]]


def wait_until(is_so) -> None:
    until = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)


class ExporterTests:
    """The programs, and how they are started."""

    def __init__(self, ping: str, responder: str, exporter: str):
        self.ping_program = ping
        self.responder = responder
        self.program = exporter

    def exporter(self, *options: str, **more):
        return closing(Exporter(self.program, *options, **more))

    def peer(self, *options: str):
        return closing(Running(self.responder, *options))

    def with_modules(self, files: Files, text: str, *options: str):
        files.write("modules.toml", text)
        return self.exporter("--modules", files.path("modules.toml"), *options)

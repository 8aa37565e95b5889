# SPDX-License-Identifier: MIT
"""Real programs that a client may meet, each started when the first case asks for it.

They listen on free loopback ports, with their files in folders of their own. Every case of a run
uses the same ones; they end with the run."""

from contextlib import suppress
from pathlib import Path
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from service_setup import Account, SETUPS

START_LIMIT = 15.0  # seconds
END_LIMIT = 5.0
PROGRAM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/lib/squid"])


class NotStarted(Exception):
    """A service does not listen."""


def where_is(program: str) -> str | None:
    """Also one that only an administrator has in the path."""
    return shutil.which(program, path=PROGRAM_PATH)


class Service:
    """A program with its port and its folder. Root starts it as nobody."""

    def __init__(self, name: str, account: Account):
        self.name = name
        self.account = account
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None
        self.folder = tempfile.TemporaryDirectory(prefix="tmss10-service-")
        # Bound, but not listening: the system gives the port to nobody who asks for a free one,
        # and to the service because that sets SO_REUSEADDR, too.
        self.reservation = socket.socket()
        self.reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.reservation.bind(("127.0.0.1", 0))
        self.port = self.reservation.getsockname()[1]

    def ensure_started(self) -> None:
        with self.lock:
            if not self.process:
                self.start()

    def start(self) -> None:
        setup = SETUPS[self.name]
        folder = Path(self.folder.name)
        programs = [where_is(program) for program in setup.programs]
        argv = setup.prepare(programs, folder, self.port, self.account)
        user = {}
        if os.geteuid() == 0 and setup.as_nobody:
            user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            for path in [folder, *folder.iterdir()]:
                shutil.chown(path, "nobody", "nogroup")
        with open(folder / "output", "wb") as output:
            process = subprocess.Popen(
                argv, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, env={"PATH": PROGRAM_PATH, "LC_ALL": "C"}, **user)
        try:
            self.await_listening(process)
        except NotStarted:
            self.end(process)
            raise
        self.process = process

    def await_listening(self, process: subprocess.Popen) -> None:
        deadline = time.monotonic() + START_LIMIT
        while process.poll() is None and time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)  # no service tells that it listens in a way of all
        said = (Path(self.folder.name) / "output").read_text(errors="replace")
        raise NotStarted(f"{self.name} does not listen on port {self.port}: {said}")

    @staticmethod
    def end(process: subprocess.Popen) -> None:
        """Ends the helpers of the program, too: they are in its session."""
        process.terminate()  # first, for what it has to take away with it: Squid has shared memory
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_LIMIT)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def close(self) -> None:
        with self.lock:
            if self.process:
                self.end(self.process)
        self.reservation.close()
        self.folder.cleanup()


class Services:
    """The services of a run. They all know one user, with a password of this run."""

    def __init__(self):
        self.account = Account()
        self.lock = threading.Lock()
        self.made: dict[str, Service] = {}

    def port_of(self, name: str) -> int:
        """Starts the service if need be."""
        with self.lock:
            if name not in self.made:
                self.made[name] = Service(name, self.account)
            service = self.made[name]
        service.ensure_started()
        return service.port

    def close(self) -> None:
        for service in self.made.values():
            if service.process:
                service.process.terminate()  # each, before the first one is waited for
        for service in self.made.values():
            service.close()

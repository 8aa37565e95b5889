# SPDX-License-Identifier: MIT
"""A client's namespace, a server's, and a path with faults between them."""

from collections.abc import Sequence
import itertools
import json
import os
from pathlib import Path
import shutil
import socket
import subprocess
import sys

from namespaces import command_in, remove_namespace
from packets import SERVER, SERVER6

ROUTER = Path(__file__).with_name("router.py")


class LabError(Exception):
    """The lab could not be built, or its router has gone."""


def what_is_missing() -> str | None:
    """Why no lab can be built on this machine, as far as can be seen without trying."""
    if os.geteuid() != 0:
        return "it takes root"
    if not os.path.exists("/dev/net/tun"):
        return "there is no /dev/net/tun"
    missing = [program for program in ("ip", "mount", "nft", "nsenter", "setpriv", "unshare")
               if not shutil.which(program)]
    return f"there is no program {', '.join(missing)}" if missing else None


class Lab:
    """For the length of a `with` block. Faults are as faults.read_faults() returns them."""

    serial = itertools.count()
    server_addresses = (SERVER, SERVER6)

    def __init__(self):
        self.name = f"nl{os.getpid()}-{next(Lab.serial)}"

    def __enter__(self) -> "Lab":
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-E", "-s", str(ROUTER), self.name]
        with theirs:
            self.router = subprocess.Popen(command, stdin=theirs, stdout=subprocess.DEVNULL,
                                           start_new_session=True)
        try:
            self.answer()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def answer(self) -> dict:
        answer = json.loads(self.control.recv(65536) or b'{"error": "the router has gone"}')
        if "error" in answer:
            raise LabError(answer["error"])
        return answer

    def set(self, faults: dict[str, str]) -> dict[str, dict[str, int]]:
        """Changes these faults, keeps the others; they hold on return. The counters so far:
        {"c2s": {name: number of packets}, "s2c": {...}}."""
        self.control.send(json.dumps(faults).encode())
        return self.answer()

    def copiers(self) -> list[int]:
        """The processes that copy packets."""
        return [self.router.pid]

    def command(self, side: str, command: list[str], etc: Sequence[Path] = ()) -> list[str]:
        """The command as it runs on a side, "client" or "server"; it finds these files in /etc."""
        return command_in(self.name + side[0], command, etc)

    def close(self) -> None:
        """Removes it, with all that runs in it."""
        self.control.close()
        self.router.wait()  # it removes both namespaces; if it was killed, that is left to do here:
        for side in "cs":
            remove_namespace(self.name + side, os.getpid())

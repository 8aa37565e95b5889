# SPDX-License-Identifier: MIT
"""A link of a chain that is a process: it copies packets as the lab's router does, with its faults of a path.

    chain_line.py NAMESPACE DEVICE NAMESPACE DEVICE     with a control socket as its standard input"""

import contextlib
import json
from pathlib import Path
import signal
import socket
import subprocess
import sys

from lab import LabError
from namespaces import open_tun
from router import Router

FAULTS = ("delay", "loss", "rate")
ROUTER_WAYS = {"there": "c2s", "back": "s2c"}


def read_line_faults(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Those of "delay 10", "loss 0.1 back" that a line has, as the router takes them; and the other words."""
    faults = {f"{fault}_{way}": "off" for fault in FAULTS for way in ROUTER_WAYS.values()}
    others = []
    for word in words:
        name, *values = word.split()
        ways = [values.pop()] if values and values[-1] in ROUTER_WAYS else ROUTER_WAYS
        if name not in FAULTS:
            others.append(word)
        elif len(values) == 1:
            faults |= {f"{name}_{ROUTER_WAYS[way]}": values[0] for way in ways}
        else:
            raise ValueError(f"{word!r}: too few values, or too many")
    return faults, others


class Line:
    """Between two devices that it makes: each a namespace and a name."""

    def __init__(self, left: tuple[str, str], right: tuple[str, str]):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-E", "-s", str(Path(__file__)), *left, *right], stdin=theirs,
                stdout=subprocess.DEVNULL, start_new_session=True)

    def answer(self) -> dict:
        """It is there; or what it counted. LabError when it failed."""
        answer = json.loads(self.control.recv(65536) or b'{"error": "a link has gone"}')
        if "error" in answer:
            raise LabError(answer["error"])
        return answer

    def set(self, faults: dict[str, str]) -> dict[str, dict[str, int]]:
        """Changes these; they hold on return. How many packets met each so far, as of a lab."""
        self.control.send(json.dumps(faults).encode())
        return self.answer()

    def close(self) -> None:
        self.control.close()
        self.process.wait()


def main(*ends: str) -> None:
    """Works until the chain closes its end or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=0)
    try:
        router = Router(open_tun(*ends[:2]), open_tun(*ends[2:]))
        control.send(b"{}")
        router.serve(control)
    except OSError as error:  # nobody is left to hear it when the chain has gone
        with contextlib.suppress(OSError):
            control.send(json.dumps({"error": str(error)}).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])

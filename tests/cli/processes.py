# SPDX-License-Identifier: MIT
"""What Linux says of a process."""

from contextlib import suppress
from pathlib import Path
import os

LISTENS = "0A"  # a state in /proc/net/tcp


def open_files(identifier: int) -> dict[int, str]:
    """By descriptor."""
    out = {}
    with suppress(FileNotFoundError):
        for entry in os.scandir(f"/proc/{identifier}/fd"):
            with suppress(FileNotFoundError):
                out[int(entry.name)] = os.readlink(entry.path)
    return out


def has_event_loop(identifier: int) -> bool:
    """Whether it has got as far as to wait for the network."""
    return "anon_inode:[eventpoll]" in open_files(identifier).values()


def busy_seconds(identifier: int) -> float:
    """How long it has had a processor, or was waiting for one: what a slow machine makes longer."""
    with suppress(OSError):
        on_processor, waiting, _ = Path(f"/proc/{identifier}/schedstat").read_text().split()
        return (int(on_processor) + int(waiting)) / 1e9
    return 0.0


def listens(identifier: int) -> bool:
    sockets = set(open_files(identifier).values())
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/{identifier}/net/{name}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENS and f"socket:[{words[9]}]" in sockets:
                return True
    return False


def catches(identifier: int, number: int) -> bool:
    """Whether it has a handler for the signal of that number."""
    with suppress(FileNotFoundError):
        for line in Path(f"/proc/{identifier}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    return False


def used_standard_descriptors(identifier: int) -> str:
    """Those that are closed, or are something of the program's own; empty when none is."""
    files = open_files(identifier)
    wrong = {number: files.get(number, "closed") for number in range(3)}
    return ", ".join(f"{number} is {file}" for number, file in wrong.items()
                     if not file.startswith(("pipe:", "/dev/null")))

# SPDX-License-Identifier: MIT
"""Runs of TMSS10Ping and its peers with many targets: 127.0.0.0/8 has an address for each of them."""

from dataclasses import dataclass
from pathlib import Path
import os
import re
import resource
import signal
import subprocess
import tempfile
import time

from peers import Programs
from processes import memory_of


def allow_descriptors() -> None:
    """As many as the system grants: this process's servers and clients inherit that."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def addresses(count: int, net: int = 1) -> list[str]:
    """127.NET.0.1 and those after it, without the ends of each /24."""
    return [f"127.{net}.{number // 250}.{number % 250 + 1}" for number in range(count)]


def address_file(scratch: Path, count: int) -> Path:
    """One on each line, as TMSS10Ping, fping and nmap read them."""
    file = scratch / f"{count}-addresses"
    file.write_text("".join(f"{address}\n" for address in addresses(count)))
    return file


def our_command(programs: Programs, port: int, targets: Path, *options: str) -> list[str]:
    return [programs.ping, "-q", "-P", str(port), "--targets", str(targets), *options]


@dataclass(frozen=True)
class Used:
    """By one run, in seconds."""
    wall: float
    processor: float
    code: int
    output: str


def used_by(command: list[str], codes: tuple[int, ...] = (0,)) -> Used:
    """A whole run; processor time of the process alone, user and system. Fails with another exit code."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        began = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for it, too
        output.seek(0)
        errors.seek(0)
        if process.returncode not in codes:
            raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}: "
                               f"{errors.read().strip()} {output.read()[-300:]}")
        return Used(wall, usage.ru_utime + usage.ru_stime, process.returncode, output.read())


class Client:
    """A run of TMSS10Ping with many targets, ended with the block that it is used in."""

    def __init__(self, command: list[str]):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=self.errors)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait()
        self.errors.close()

    def memory(self) -> int:
        return memory_of(self.process.pid)

    def must_run(self, count: int) -> None:
        """Fails unless all of so many targets run now, according to the program itself (SIGQUIT)."""
        self.process.send_signal(signal.SIGQUIT)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            self.errors.seek(0)
            if re.search(rf"^{count:,} targets: {count:,} up$", self.errors.read(),
                         re.MULTILINE):
                return
            time.sleep(0.05)
        self.errors.seek(0)
        raise RuntimeError(f"not all of {count} targets run: {self.errors.read().strip()}")

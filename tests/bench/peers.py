# SPDX-License-Identifier: MIT
"""The programs that are measured, and those that they are compared with."""

from contextlib import contextmanager
from pathlib import Path
import subprocess

from processes import Server, free_port, missing, pinned

# Debian's packages: a program of each that is run here.
NEEDED = {"redis-server": "redis-server", "redis-cli": "redis-tools", "redis-benchmark": "redis-tools",
          "sockperf": "sockperf", "ping": "iputils-ping", "fping": "fping", "nping": "nmap", "nmap": "nmap",
          "curl": "curl", "valgrind": "valgrind", "taskset": "util-linux", "strip": "binutils",
          "nft": "nftables", "ip": "iproute2", "prometheus-blackbox-exporter": "prometheus-blackbox-exporter"}


def missing_packages() -> list[str]:
    return sorted({package for program, package in NEEDED.items() if missing(program, package)})


class Programs:
    """Where the build has them."""

    def __init__(self, build: Path):
        self.ping = str(build / "TMSS10Ping")
        self.responder = str(build / "TMSS10Responder")
        self.exporter = str(build / "TMSS10Exporter")
        tools = build / "tests" / "bench"
        self.bare_echo = str(tools / "bare_echo")
        self.bare_fleet = str(tools / "bare_fleet")
        self.timed_runs = str(tools / "timed_runs")
        self.load = str(tools / "load")
        self.micro = str(tools / "micro")
        self.idle_pingers = str(tools / "idle_pingers")

    def responds(self, core: int | None = None, options: list[str] | None = None, listen: str = "127.0.0.1",
                 inside: list[str] | None = None) -> Server:
        """Its limits are out of the way of all that is measured here. `inside`: what the command begins with."""
        limits = ["--max-connections", "50000", "--max-per-address", "50000"]
        command = [*(inside or []), self.responder, "--listen", listen, "-P", "0", "-q", *limits,
                   *(options or [])]
        return Server(command, core, told_on="stderr")

    def echoes(self, core: int | None = None) -> Server:
        return Server([self.bare_echo, "serve"], core)

    def echoes_to_many(self) -> Server:
        return Server([self.bare_fleet, "serve"])

    def serves_http(self) -> Server:
        return Server([self.bare_echo, "serve-http"])


def redis(core: int | None = None) -> Server:
    """With no data, none kept, and one thread that answers."""
    port = free_port()
    options = {"port": port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "maxclients": 12000,
               "logfile": "/dev/null"}
    command = ["redis-server"]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    return Server(command, core, port)


def sockperf(core: int | None = None) -> Server:
    port = free_port()
    return Server(["sockperf", "server", "--tcp", "-i", "127.0.0.1", "-p", str(port)], core, port)


class Load:
    """Many connections to a responder, from a process of their own."""

    def __init__(self, programs: Programs, port: int, core: int | None = None):
        self.process = subprocess.Popen(pinned([programs.load, str(port)], core), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def begin(self, command: str, amount: float) -> None:
        self.process.stdin.write(f"{command} {amount}\n")
        self.process.stdin.flush()

    def result(self) -> tuple[int, float]:
        """How many, and in how many seconds."""
        count, seconds = self.process.stdout.readline().split()
        return int(count), float(seconds)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@contextmanager
def load(programs: Programs, port: int, processes: int = 1):
    """So many of them."""
    begun = [Load(programs, port) for _ in range(processes)]
    try:
        yield begun
    finally:
        for one in begun:
            one.end()

# SPDX-License-Identifier: MIT
"""Programs that are started for a measurement, and what the system knows of them (Linux)."""

from pathlib import Path
import os
import re
import shutil
import socket
import subprocess
import threading
import time


def missing(program: str, package: str) -> str | None:
    """The package that a program is missing from, or nothing."""
    return None if shutil.which(program) else package


def pinned(command: list[str], core: int | None) -> list[str]:
    """The command, on that processor core alone if one is given."""
    return command if core is None else ["taskset", "--cpu-list", str(core), *command]


def output_of(command: list[str], core: int | None = None) -> str:
    """What it writes to standard output. Fails with what it wrote to standard error."""
    done = subprocess.run(pinned(command, core), stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, errors="replace")
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def free_port() -> int:
    """A loopback port that nobody had a moment ago, for servers that can't choose one themselves."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def drain(stream) -> None:
    """Reads on, so that nobody who writes there ever waits."""
    threading.Thread(target=stream.read, daemon=True).start()


def memory_of(process: int) -> int:
    """Its memory that is in use and not a file's, in bytes."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no RssAnon")


class Server:
    """A server on 127.0.0.1, ended with the block that it is used in."""

    def __init__(self, command: list[str], core: int | None = None, port: int | None = None,
                 told_on: str = "stdout"):
        """With `port`, the command listens there; without, a line on that stream ends in one."""
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if port is None:
            streams[told_on] = subprocess.PIPE
        self.process = subprocess.Popen(pinned(command, core), **streams)
        try:
            if port is None:
                told = getattr(self.process, told_on)
                self.port = self.port_told(told)
                drain(told)
            else:
                self.port = port
                self.await_port()
        except BaseException:
            self.end()
            raise

    @staticmethod
    def port_told(lines) -> int:
        """The port alone, or after an address. Other lines may come first, such as a warning."""
        before = b""
        for line in lines:
            ending = re.search(rb"(?:^|:)(\d+)$", line.rstrip())
            if ending:
                return int(ending[1])
            before += line
        raise RuntimeError(f"a server ended without a port: {before.decode(errors='replace')}")

    def await_port(self) -> None:
        """Its one way of saying that it listens is to accept."""
        until = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.01)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.end()

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def processor_time(self) -> float:
        """What its threads have used, in seconds (Documentation/scheduler/sched-stats)."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> int:
        return memory_of(self.process.pid)


def machine() -> str:
    """What the figures were measured on, and what else it did."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    system = os.uname()
    return f"{os.cpu_count()} x {model}, {system.sysname} {system.release.split('-')[0]}, load {os.getloadavg()[0]:.1f}"

# SPDX-License-Identifier: MIT
"""A directory tree that programs run in as their root: with the programs and nothing else."""

from collections.abc import Iterator
import contextlib
import os
from pathlib import Path
import re
import shutil
import subprocess
import tempfile

LONGEST_RUN = 60  # seconds


class BareRoot:
    """For the length of a `with` block. `emulator`, if any, is the command that runs programs of
    another processor."""

    def __init__(self, programs: list[Path], emulator: list[str]):
        self.directory = tempfile.TemporaryDirectory()
        self.path = Path(self.directory.name)
        self.path.chmod(0o755)
        self.before: list[str] = []
        for program in programs:
            shutil.copy(program, self.path)
        if emulator:
            shutil.copy(emulator[0], self.path / "emulator")
            self.before = ["/emulator", *emulator[1:]]

    def __enter__(self) -> "BareRoot":
        return self

    def __exit__(self, *_) -> None:
        self.directory.cleanup()

    def write(self, file: str, content: str | bytes) -> None:
        path = self.path / file.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def enter(self) -> None:
        """In the new process, before the program."""
        os.chroot(self.path)
        os.chdir("/")

    def start(self, program: str, *arguments: str, **variables: str) -> subprocess.Popen:
        """With no other environment variable than these."""
        return subprocess.Popen([*self.before, f"/{program}", *arguments], env=variables,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, preexec_fn=self.enter)

    def run(self, program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        with self.start(program, *arguments, **variables) as process:
            try:
                stdout, stderr = process.communicate(timeout=LONGEST_RUN)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    @contextlib.contextmanager
    def responder(self, address: str, *arguments: str) -> Iterator[str]:
        """A responder that listens at this address; its port. It ends with exit code 0."""
        with self.server("TMSS10Responder", "-P", "0", "--listen", address, *arguments) as port:
            yield port

    @contextlib.contextmanager
    def server(self, program: str, *arguments: str, **variables: str) -> Iterator[str]:
        """The port of a server that ends with exit code 0."""
        process = self.start(program, *arguments, **variables)
        with process:
            try:
                line = process.stderr.readline()
                told = re.search(r" listening on .*:(\d+)/?$", line)
                assert told, f"{program} has said {line!r}"
                yield told[1]
                process.terminate()
                process.communicate(timeout=LONGEST_RUN)
            finally:
                process.kill()
        assert process.returncode == 0, f"{program} has ended with {process.returncode}"

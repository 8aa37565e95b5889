# SPDX-License-Identifier: MIT
"""A program that was started, with what it has printed so far."""

from pathlib import Path
import functools
import os
import signal
import subprocess
import threading
import time


def environment(more: dict[str, str]) -> dict[str, str]:
    """Ours, without what would change a program's output, and more."""
    unwanted = {"TMSSAPILOGDIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in unwanted}
    return kept | {"LC_ALL": "C"} | more


@functools.cache
def has_thread_sanitizer(word: str) -> bool:
    """Whether a word of a command is a program with it."""
    is_program = word.startswith("/") and os.path.isfile(word)
    return is_program and b"__tsan_init" in Path(word).read_bytes()


class Child:
    """Reads both streams in threads; `changed` is notified of every piece and of the end.

    `lines_read` ends the reading of standard output after so many lines."""

    stdin = subprocess.DEVNULL

    def __init__(self, argv: list[str], changed: threading.Condition,
                 stdout=subprocess.PIPE, lines_read: int | None = None,
                 variables: dict[str, str] | None = None):
        self.changed = changed
        self.ended = False
        self.started = time.monotonic()
        self.seconds = 0.0  # from the start to the end
        self.output = {"stdout": bytearray(), "stderr": bytearray()}
        self.lines = {"stdout": 0, "stderr": 0}
        self.process = subprocess.Popen(argv, stdin=self.stdin, stdout=stdout,
                                        stderr=subprocess.PIPE, env=environment(variables or {}))
        self.threads = [
            threading.Thread(target=self.read, args=("stderr", self.process.stderr, None))]
        if self.process.stdout:
            self.threads.append(threading.Thread(
                target=self.read, args=("stdout", self.process.stdout, lines_read)))
        self.end = threading.Thread(target=self.await_end)
        for thread in [*self.threads, self.end]:
            thread.start()

    def read(self, name: str, stream, lines_read: int | None) -> None:
        with stream:
            while lines_read is None or self.lines[name] < lines_read:
                piece = os.read(stream.fileno(), 65536)
                if not piece:
                    return
                with self.changed:
                    self.output[name] += piece
                    self.lines[name] += piece.count(b"\n")
                    self.changed.notify_all()

    def await_end(self) -> None:
        for thread in self.threads:
            thread.join()
        self.process.wait()
        self.seconds = time.monotonic() - self.started
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def text(self, name: str) -> str:
        """What is not UTF-8 becomes lone surrogates, which no expected text has."""
        return self.output[name].decode("utf-8", "surrogateescape")

    def identifier(self) -> int:
        """The number that the system has given it."""
        return self.process.pid

    def command_line(self) -> str:
        """What other users see of it, as long as it runs."""
        return Path(f"/proc/{self.process.pid}/cmdline").read_text(errors="replace")

    def send(self, name: str) -> None:
        self.process.send_signal(signal.Signals[f"SIG{name}"])
        if name in ("INT", "TERM") and any(map(has_thread_sanitizer, self.process.args)):
            threading.Thread(target=self.repeat, args=(name,), daemon=True).start()

    def repeat(self, name: str) -> None:
        """That sanitizer (of g++ 12) sometimes keeps a signal to itself until the next one comes."""
        with self.changed:
            ended = self.changed.wait_for(lambda: self.ended, 3)
        if not ended:
            self.process.send_signal(signal.Signals[f"SIG{name}"])

    def kill(self) -> None:
        self.process.kill()
        self.end.join()

    def exit_text(self) -> str:
        """The exit code, or the signal that killed it: "SIGSEGV"."""
        code = self.process.returncode
        return str(code) if code >= 0 else signal.Signals(-code).name

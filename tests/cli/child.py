# SPDX-License-Identifier: MIT
"""A program that was started, with what it has printed so far."""

from contextlib import suppress
from pathlib import Path
import functools
import os
import signal
import subprocess
import threading
import time

from matching import with_whole_hints
from processes import busy_seconds, catches, has_event_loop, listens
from reader import Reader


def environment(more: dict[str, str]) -> dict[str, str]:
    """Ours, without what would change a program's output, and more."""
    unwanted = {"TMSSAPILOGDIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in unwanted}
    return kept | {"LC_ALL": "C"} | more


@functools.cache
def holds(word: str, symbol: bytes) -> bool:
    """Whether a word of a command is a program with that symbol."""
    return word.startswith("/") and os.path.isfile(word) and symbol in Path(word).read_bytes()


def has_thread_sanitizer(word: str) -> bool:
    return holds(word, b"__tsan_init")


def has_sanitizer(word: str) -> bool:
    return has_thread_sanitizer(word) or holds(word, b"__asan_init")


class Child:
    """Reads both streams in threads; `changed` is notified of every piece and of the end.

    Standard output is read by `reader`, or is `stdout` and not read."""

    stdin = subprocess.DEVNULL

    def __init__(self, argv: list[str], changed: threading.Condition,
                 stdout: int | None = None, reader: Reader | None = None,
                 variables: dict[str, str] | None = None):
        self.changed = changed
        self.ended = False
        self.started, self.started_at = time.monotonic(), time.time()
        self.seconds = self.busy_at_end = 0.0  # from the start to the end
        self.output = {"stdout": bytearray(), "stderr": bytearray()}
        self.lines = {"stdout": 0, "stderr": 0}
        self.reader = reader = reader or (Reader() if stdout is None else None)
        errors = Reader()
        readers = {"stderr": errors} | ({"stdout": reader} if reader else {})
        self.process = subprocess.Popen(argv, stdin=self.stdin, process_group=0,
                                        stdout=reader.write_end if reader else stdout,
                                        stderr=errors.write_end, env=environment(variables or {}))
        for each in readers.values():
            each.close_write_end()
        # Daemons: who holds the pipes open for ever must not keep the tests from ending.
        self.threads = [threading.Thread(target=self.read, args=each, daemon=True) for each in readers.items()]
        self.end = threading.Thread(target=self.await_end, daemon=True)
        for thread in [*self.threads, self.end]:
            thread.start()

    def read(self, name: str, reader: Reader) -> None:
        try:
            while reader.goes_on(self.lines[name]) and (piece := reader.read()):
                with self.changed:
                    self.output[name] += piece
                    self.lines[name] += piece.count(b"\n")
                    self.changed.notify_all()
        finally:
            reader.close()

    def await_end(self) -> None:
        with suppress(ChildProcessError):  # who sends it a signal may have found its end before
            os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT)
            self.busy_at_end = busy_seconds(self.process.pid)
        self.process.wait()
        if self.reader:
            self.reader.stop()
        for thread in self.threads:
            thread.join()
        self.seconds = time.monotonic() - self.started
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def text(self, name: str) -> str:
        """What is not UTF-8 becomes lone surrogates, which no expected text has."""
        return self.output[name].decode("utf-8", "surrogateescape")

    def whole_lines(self, name: str, text: str = "") -> int:
        """Those with the text; a hint is one, however many it takes."""
        whole = with_whole_hints(self.text(name)) if name == "stderr" else self.text(name)
        return sum(text in line for line in whole.split("\n")[:-1])

    def identifier(self) -> int:
        """The number that the system has given it."""
        return self.process.pid

    def listens(self) -> bool:
        return listens(self.process.pid)

    def has_event_loop(self) -> bool:
        return has_event_loop(self.process.pid)

    def busy_seconds(self) -> float:
        return self.busy_at_end if self.ended else busy_seconds(self.process.pid)

    def command_line(self) -> str:
        """What other users see of it, as long as it runs."""
        return Path(f"/proc/{self.process.pid}/cmdline").read_text(errors="replace")

    def send(self, name: str) -> None:
        self.process.send_signal(signal.Signals[f"SIG{name}"])
        if name in ("INT", "TERM") and any(map(has_thread_sanitizer, self.process.args)):
            threading.Thread(target=self.repeat, args=(name,), daemon=True).start()

    def repeat(self, name: str) -> None:
        """That sanitizer (of g++ 12) sometimes keeps a signal to itself until the next one comes.

        Who has no handler any more is about to end, and the next one would kill it."""
        number = signal.Signals[f"SIG{name}"]
        with self.changed:
            ended = self.changed.wait_for(lambda: self.ended, 3)
        if not ended and catches(self.process.pid, number):
            self.process.send_signal(number)

    def kill(self) -> None:
        """And what it has started, which may hold the pipes open after it has ended."""
        if not self.ended:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.end.join()

    def ended_within(self, seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.ended, seconds)

    def exit_text(self) -> str:
        """The exit code, or the signal that killed it: "SIGSEGV"."""
        code = self.process.returncode
        return str(code) if code >= 0 else signal.Signals(-code).name

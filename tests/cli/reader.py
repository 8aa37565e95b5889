# SPDX-License-Identifier: MIT
"""Who reads a program's standard output, and how."""

from contextlib import suppress
import array
import fcntl
import os
import re
import select
import termios
import threading
import tty

SMALL_PIPE = 4096  # bytes: the smallest that Linux makes
ONE_LINE = 64  # bytes: more than a line of a ping has
POLL = 0.05  # seconds


class Reader:
    """Reads all of it through a pipe; subclasses do something else at some point."""

    def __init__(self):
        self.read_end, self.write_end = self.make_ends()

    def make_ends(self) -> tuple[int, int]:
        return os.pipe()

    def close_write_end(self) -> None:
        """When the program has it."""
        os.close(self.write_end)

    def goes_on(self, lines: int) -> bool:
        """Whether it reads more after so many lines; may take its time."""
        return True

    def read(self) -> bytes:
        return os.read(self.read_end, 65536)

    def stop(self) -> None:
        """The program has ended: nothing is waited for any more."""

    def close(self) -> None:
        os.close(self.read_end)


class LeavingReader(Reader):
    """Goes away after some lines."""

    def __init__(self, lines: int):
        super().__init__()
        self.most = lines

    def goes_on(self, lines: int) -> bool:
        return lines < self.most


class RestingReader(Reader):
    """Rests after some lines, until it is to read on. Its pipe is small, and soon full."""

    def __init__(self, lines: int):
        super().__init__()
        self.most = lines
        self.may_go_on = self.has_ended = False
        self.changed = threading.Condition()

    def make_ends(self) -> tuple[int, int]:
        ends = os.pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, SMALL_PIPE)
        return ends

    def goes_on(self, lines: int) -> bool:
        with self.changed:
            self.changed.wait_for(lambda: lines < self.most or self.may_go_on or self.has_ended)
        return lines < self.most or self.may_go_on

    def is_full(self) -> bool:
        waiting = array.array("i", [0])
        fcntl.ioctl(self.read_end, termios.FIONREAD, waiting)
        return waiting[0] > SMALL_PIPE - ONE_LINE

    def read_on(self) -> None:
        with self.changed:
            self.may_go_on = True
            self.changed.notify()

    def stop(self) -> None:
        with self.changed:
            self.has_ended = True
            self.changed.notify()


class Terminal(Reader):
    """A terminal, which can be hung up, as by its window or a connection that ends."""

    def __init__(self):
        super().__init__()
        self.is_hung_up = threading.Event()
        self.is_closed = threading.Event()

    def make_ends(self) -> tuple[int, int]:
        ends = os.openpty()
        tty.setraw(ends[1])  # or it would write line ends of its own
        return ends

    def goes_on(self, lines: int) -> bool:
        while not self.is_hung_up.is_set():
            if select.select([self.read_end], [], [], POLL)[0]:
                return True
        return False

    def read(self) -> bytes:
        with suppress(OSError):  # nobody has the other end any more
            return super().read()
        return b""

    def close(self) -> None:
        super().close()
        self.is_closed.set()

    def hang_up(self) -> None:
        self.is_hung_up.set()
        self.is_closed.wait()


def make_reader(description: str) -> Reader:
    if description == "a terminal":
        return Terminal()
    if match := re.fullmatch(r"a reader of (\d+) lines?", description):
        return LeavingReader(int(match[1]))
    if match := re.fullmatch(r"a reader that rests after (\d+) lines?", description):
        return RestingReader(int(match[1]))
    if description == "a reader":
        return Reader()
    raise ValueError(f"no such reader: {description!r}")


def open_unread(description: str) -> int:
    """A descriptor for standard output that nobody reads."""
    if description != "a closed pipe":
        return os.open(description, os.O_WRONLY)
    read_end, descriptor = os.pipe()
    os.close(read_end)
    return descriptor

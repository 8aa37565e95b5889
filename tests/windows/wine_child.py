# SPDX-License-Identifier: MIT
"""A Windows program under Wine, in a console of its own, with what it has printed so far."""

from pathlib import Path
import subprocess
import tempfile
import time

from child import Child

WINE = "/usr/lib/wine/wine64"
# What stands for the signals of POSIX. A responder ends with Ctrl-C as with Ctrl-Break.
ORDERS = {"INT": "int", "QUIT": "break", "TERM": "int", "KILL": "kill"}
LIMIT = 20.0  # seconds


def windows_path(path: Path | str) -> str:
    """Z: is the root of the machine that Wine runs on."""
    return "Z:" + str(path).replace("/", "\\")


class WineChild(Child):
    """`helper` is in_console.exe, which carries out the orders."""

    stdin = subprocess.PIPE

    def __init__(self, helper: str, argv: list[str], changed, **how):
        self.about = tempfile.TemporaryDirectory(prefix="tmss10-wine-")
        self.identifier_file = Path(self.about.name) / "identifier"
        variables = {"LC_ALL": "C.UTF-8", "TMSS10_PID_FILE": windows_path(self.identifier_file),
                     **(how.pop("variables", None) or {})}
        super().__init__([WINE, helper, *argv], changed, variables=variables, **how)

    def await_end(self) -> None:
        super().await_end()
        self.process.stdin.close()

    def identifier(self) -> int:
        """The one that Wine has given it."""
        end = time.monotonic() + LIMIT
        while not self.ended and time.monotonic() < end:
            text = self.identifier_file.read_text() if self.identifier_file.exists() else ""
            if text.endswith("\n"):
                return int(text)
            time.sleep(0.01)  # nothing tells that a file is there
        return 0

    def order(self, text: str) -> None:
        try:
            self.process.stdin.write(text.encode() + b"\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # it has ended

    def send(self, name: str) -> None:
        self.order(ORDERS[name])

    def kill(self) -> None:
        """The program behind the helper, too."""
        self.order("kill")
        with self.changed:
            in_time = self.changed.wait_for(lambda: self.ended, LIMIT)
        if not in_time:
            self.process.kill()
        # Wine now and then leaves the program behind a helper that was killed; it holds the pipes open.
        self.end.join(LIMIT)
        self.about.cleanup()

# SPDX-License-Identifier: MIT
"""A terminal of its own for a command: tmux, without anybody's configuration."""

import re
import shlex
import subprocess
import tempfile
import time

LIMIT = 20.0  # seconds for anything to come onto the screen


class Screen:
    """Runs a shell command in a terminal of that size; behind it, "exit CODE" and what was typed
    meanwhile are shown, and the terminal stays."""

    def __init__(self, command: str, variables: dict[str, str], columns: int = 80, lines: int = 24):
        self.directory = tempfile.TemporaryDirectory()
        # The terminal sends its signals to the shell, too. And a line that a program has read from
        # the terminal is not there for `read`.
        script = f'trap : INT QUIT\n{command}\necho "exit $?"\nread -r typed && echo "typed $typed"\nsleep {LIMIT:.0f}'
        # tmux sets TERM itself, so that the command has to set its own.
        settings = shlex.join(f"{name}={value}" for name, value in variables.items())
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(lines),
                  f"env -u NO_COLOR -u LC_ALL -u TMSSAPILOGDIR {settings} sh -c {shlex.quote(script)}")

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", f"{self.directory.name}/socket", *words], text=True,
                              encoding="utf-8", capture_output=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def resize(self, columns: int) -> None:
        self.tmux("resize-window", "-x", str(columns))

    def lines(self, colors: bool = False) -> list[str]:
        """What is on the screen, without empty lines; with colours as the escape sequences of
        tmux, which need not be the program's."""
        text = self.tmux("capture-pane", "-p", *(["-e"] if colors else []))
        return [line.rstrip() for line in text.splitlines() if line.strip()]

    def wait_for(self, *patterns: str, colors: bool = False) -> list[str]:
        """Waits until the screen's lines are these, all of them, in full and in order."""
        return self.wait(lambda lines: len(lines) == len(patterns), patterns, colors)

    def wait_for_end(self, *patterns: str, colors: bool = False) -> list[str]:
        """The same for the last lines; gives all."""
        return self.wait(lambda lines: len(lines) >= len(patterns), patterns, colors)

    def wait(self, enough, patterns: tuple[str, ...], colors: bool) -> list[str]:
        end = time.monotonic() + LIMIT
        while True:
            lines = self.lines(colors)
            if enough(lines) and all(map(re.fullmatch, patterns, lines[-len(patterns):])):
                return lines
            if time.monotonic() > end:
                wanted = "\n  ".join(patterns)
                seen = "\n  ".join(map(repr, lines))
                raise AssertionError(f"wanted:\n  {wanted}\nthe screen has:\n  {seen}")
            time.sleep(0.02)

    def close(self) -> None:
        self.tmux("kill-server")
        self.directory.cleanup()

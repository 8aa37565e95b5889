# SPDX-License-Identifier: MIT
"""A terminal of its own for a command: tmux, without anybody's configuration."""

import os
import re
import shlex
import subprocess
import tempfile
import time

LIMIT = 60.0  # seconds for anything to come onto the screen
COLOR = r"(\x1b\[[0-9;]*m)"
PLAIN = "\x1b[39m"
# What stands in the way of a command's own variables. Python, too, exports LC_CTYPE where there is no locale.
UNSET = ("NO_COLOR", "LC_ALL", "LC_CTYPE", "TMSSAPILOGDIR")


def each_with_its_colors(lines: list[str]) -> list[str]:
    """Every line begins and ends plain: tmux 3.5 shows it so, older ones leave a change to the start of the next line."""
    out, now = [], ""
    for line in lines:
        line = now + line
        now = ([PLAIN] + re.findall(COLOR, line))[-1].replace(PLAIN, "")
        line += PLAIN if now else ""
        # Of changes side by side the last one counts, and the first one of a line if it changes something.
        out.append(re.sub(rf"{COLOR}+{COLOR}", r"\2", line).removeprefix(PLAIN))
    return out


class Screen:
    """Runs a shell command in a terminal of that size; behind it, "exit CODE" and what was typed
    meanwhile are shown, and the terminal stays."""

    def __init__(self, command: str, variables: dict[str, str], columns: int = 80, lines: int = 24):
        self.directory = tempfile.TemporaryDirectory()
        # The terminal sends its signals to the shell, too. And a line that a program has read from
        # the terminal is not there for `read`.
        script = f'trap : INT QUIT\n{command}\necho "exit $?"\nread -r typed && echo "typed $typed"\nsleep {LIMIT:.0f}'
        # tmux sets TERM itself, so that the command has to set its own.
        settings = shlex.join([f"--unset={name}" for name in UNSET] +
                              [f"{name}={value}" for name, value in variables.items()])
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(lines),
                  f"exec env {settings} sh -c {shlex.quote(script)}")

    def tmux(self, *words: str) -> str:
        # Its commands are for this shell: the user's own may be another kind, or none, as that of nobody.
        done = subprocess.run(["tmux", "-S", f"{self.directory.name}/socket", *words], text=True, encoding="utf-8",
                              env=os.environ | {"SHELL": "/bin/sh"}, capture_output=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def resize(self, columns: int) -> None:
        self.tmux("resize-window", "-x", str(columns))

    def lines(self, colors: bool = False) -> list[str]:
        """What is on the screen, without empty lines; with colours as the escape sequences of
        tmux, which need not be the program's."""
        text = self.tmux("capture-pane", "-p", *(["-e"] if colors else []))
        lines = text.splitlines()
        return [line.rstrip() for line in (each_with_its_colors(lines) if colors else lines) if line.strip()]

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

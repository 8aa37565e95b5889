# SPDX-License-Identifier: MIT
"""Real shells, asked to complete a line: bash and zsh as their users have them, in a terminal; fish has a command.

In bash and zsh one key puts every completion into the line, and another one writes the line to a pipe."""

from contextlib import suppress
import os
from pathlib import Path
import pty
import select
import shlex
import subprocess
import time

LIMIT = 60.0  # seconds for one answer, on a machine that has much else to do
CLEAR, INSERT_ALL, SHOW = "\x15", "\x18\x01", "\x18\x02"  # Ctrl-U, Ctrl-X Ctrl-A, Ctrl-X Ctrl-B


class ShellFailed(Exception):
    """The shell did not do what was asked of it."""


class Shell:
    """A shell with the completions of one program, in a folder that is its home, too."""
    name = ""
    program = ""
    package = ""  # the file of a package that is needed besides

    def __init__(self, home: Path, completions: Path, asked: Path):
        self.home = home
        self.completions = completions
        self.asked = asked
        self.environment = {"HOME": str(home), "ZDOTDIR": str(home), "HOSTFILE": str(home / "hosts"), "TERM": "xterm",
                            "LC_ALL": "C.UTF-8", "PATH": f"{asked.resolve().parent}:{os.environ['PATH']}"}

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def complete(self, line: str) -> set[str]:
        """What the shell offers for the word at the end of the line."""
        raise NotImplementedError


class TerminalShell(Shell):
    """A shell in a terminal. It writes "ready" to a pipe when it is, and then the lines that it shows."""
    settings = ""  # the name of its file
    arguments: list[str] = []

    def __init__(self, home: Path, completions: Path, asked: Path):
        super().__init__(home, completions, asked)
        (home / self.settings).write_text(self.text_of_settings())
        self.answers, for_answers = os.pipe()
        self.terminal, end = pty.openpty()
        self.child = subprocess.Popen([self.program, *self.arguments], cwd=home, start_new_session=True,
                                      env=self.environment | {"ANSWERS": str(for_answers)}, pass_fds=[for_answers],
                                      stdin=end, stdout=end, stderr=end)
        os.close(end)
        os.close(for_answers)
        self.shown = b""
        self.read_answer()

    def text_of_settings(self) -> str:
        raise NotImplementedError

    def __exit__(self, *_error):
        self.child.kill()
        self.child.wait()
        os.close(self.terminal)
        os.close(self.answers)

    def read_answer(self) -> str:
        """The next line that the shell writes; what it shows meanwhile is read as well, so that it need not wait."""
        out = b""
        end = time.monotonic() + LIMIT
        while not out.endswith(b"\0"):
            ready, _, _ = select.select([self.answers, self.terminal], [], [], max(0.0, end - time.monotonic()))
            if self.terminal in ready:
                with suppress(OSError):
                    self.shown += os.read(self.terminal, 65536)
            if self.answers in ready:
                part = os.read(self.answers, 1)
                out += part
            if not ready or (self.answers in ready and not part):
                raise ShellFailed(f"{self.name} gives no answer. It showed: {self.shown[-2000:]!r}")
        return out[:-1].decode()

    def complete(self, line: str) -> set[str]:
        os.write(self.terminal, (CLEAR + line + INSERT_ALL + SHOW).encode())
        answer = self.read_answer()
        if answer.rstrip() == line.rstrip():
            return set()
        typed = shlex.split(line)
        kept = len(typed) if line.endswith(" ") else len(typed) - 1
        words = shlex.split(answer)
        if words[:kept] != typed[:kept]:
            raise ShellFailed(f"{self.name} made {answer!r} of {line!r}")
        # zsh puts the equals sign behind an option that takes a value.
        return {word.removesuffix("=") for word in words[kept:]}


class Bash(TerminalShell):
    """bash without the package bash-completion."""
    name = "bash"
    program = "bash"
    settings = "settings.bash"
    arguments = ["--noprofile", "--rcfile", "settings.bash", "-i"]
    before = ""

    def text_of_settings(self) -> str:
        return f"""{self.before}
source {shlex.quote(str(self.completions / "bash" / self.asked.name))}
show() {{ printf '%s\\0' "$READLINE_LINE" >&"$ANSWERS"; }}
bind '"\\C-x\\C-a": insert-completions'
bind -x '"\\C-x\\C-b": show'
PROMPT_COMMAND='printf "ready\\0" >&"$ANSWERS"; unset PROMPT_COMMAND'
"""


class BashWithPackage(Bash):
    """bash with the package bash-completion, whose functions know more of files and hosts."""
    name = "bash-completion"
    package = "/usr/share/bash-completion/bash_completion"
    before = f"source {package}"


class Zsh(TerminalShell):
    """zsh with its completion system as compinit sets it up."""
    name = "zsh"
    program = "zsh"
    settings = ".zshrc"
    arguments = ["-d", "-i"]

    def text_of_settings(self) -> str:
        return f"""fpath=({shlex.quote(str(self.completions / "zsh"))} $fpath)
autoload -Uz compinit
compinit -u -D
bindkey -e
insert-all() {{ _main_complete; compstate[insert]=all; compstate[list]= }}
zle -C insert-all complete-word insert-all
show-line() {{ print -rn -- "$BUFFER"$'\\0' >&$ANSWERS }}
zle -N show-line
bindkey '^X^A' insert-all
bindkey '^X^B' show-line
zle-line-init() {{ print -rn -- ready$'\\0' >&$ANSWERS }}
zle -N zle-line-init
"""


class Fish(Shell):
    """fish, whose `complete -C` answers without a terminal."""
    name = "fish"
    program = "fish"

    def complete(self, line: str) -> set[str]:
        script = f"source {shlex.quote(str(self.completions / 'fish' / self.asked.name))}.fish; complete -C $argv[1]"
        done = subprocess.run([self.program, "--no-config", "-c", script, line], cwd=self.home, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=LIMIT)
        if done.returncode != 0 or done.stderr:
            raise ShellFailed(f"fish exits with {done.returncode} and says {done.stderr}")
        answers = {answer.partition("\t")[0] for answer in done.stdout.splitlines()}
        # From version 4 on those that have these letters anywhere are among them. A line is completed with the ones
        # that begin so, if there are any.
        begin = line.rpartition(" ")[2]
        return {answer for answer in answers if answer.startswith(begin)} or answers


SHELLS = {shell.name: shell for shell in (Bash, BashWithPackage, Zsh, Fish)}

# SPDX-License-Identifier: MIT
"""Reads the completion files: which options each has, and what it completes as their values.

Each reader knows the form that the files of its shell have here, and refuses a line that it does not know, so that
nothing in them goes unseen. A value is NONE, TEXT, FILE, or the words to choose from."""

from pathlib import Path
import re
import shlex

NONE, TEXT, FILE = "none", "text", "file"
Value = str | tuple[str, ...]
Options = dict[str, Value]


class BadCompletions(Exception):
    """A line that its reader does not know."""


def joined_lines(text: str) -> list[str]:
    return text.replace("\\\n", "").splitlines()


def bash_value(body: str) -> Value:
    if words := re.search(r"compgen -W '([^']*)'", body):
        return tuple(words[1].split())
    return FILE if "_files" in body else TEXT


def read_bash(text: str) -> Options:
    """All options are in the last list of words; those that take a value are in `case $prev in`, too."""
    text = "\n".join(joined_lines(text))
    names = text.rpartition("compgen -W '")[2].partition("'")[0].split()
    out: Options = {name: NONE for name in names}
    arms = text.partition("case $prev in\n")[2].partition("\n  esac")[0]
    for pattern, body in re.findall(r"(?m)^    (-[^)]*)\)\n(.*?)\n      ;;", arms, re.DOTALL):
        for name in re.split(r"[\s|]+", pattern.strip()):
            if name not in out:
                raise BadCompletions(f"{name} has values, but is not offered")
            out[name] = bash_value(body)
    return out


ZSH_OPTION = re.compile(r"  '(?:\([^)]*\))?\*?(?:'\{([^}]*)\}'|(-[^\[]*))\[[^\]]*\](?::([^:]*)(?::(.*))?)?'(?: \\)?")
ZSH_OTHER = re.compile(r"#.*||_arguments -s -S \\|  '\*:host:_hosts'")


def zsh_value(message: str | None, action: str | None) -> Value:
    if action and action.startswith("("):
        return tuple(action.strip("()").replace("\\:", ":").split())
    if action == "_files":
        return FILE
    return TEXT if message and not action else NONE


def read_zsh(text: str) -> Options:
    out: Options = {}
    for line in text.splitlines():
        found = ZSH_OPTION.fullmatch(line)
        if not found and not ZSH_OTHER.fullmatch(line):
            raise BadCompletions(line)
        for name in (found[1] or found[2]).split(",") if found else []:
            value = zsh_value(found[3], found[4])
            # -P+ and --port= say that a value follows.
            if name.endswith(("+", "=")) != (value != NONE):
                raise BadCompletions(line)
            out[name.rstrip("+=")] = value
    return out


def fish_value(words: list[str]) -> Value:
    if "-a" in words:
        return tuple(words[words.index("-a") + 1].split())
    if "-F" in words:
        return FILE
    return TEXT if "-x" in words else NONE


def read_fish(text: str) -> Options:
    out: Options = {}
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if not words or words[3] == "-f":  # what the arguments without an option are
            continue
        if words[:2] != ["complete", "-c"] or ("-r" in words) != ("-F" in words):
            raise BadCompletions(line)
        for kind, dashes in (("-s", "-"), ("-l", "--")):
            if kind in words:
                out[dashes + words[words.index(kind) + 1]] = fish_value(words)
    return out


POWERSHELL_OPTION = re.compile(r" +@\{ Names = @\(([^)]*)\); Value = (@\([^)]*\)|'\w+'); Help = '[^']*' \}")


def powershell_rows(rows: str) -> Options:
    out: Options = {}
    for line in rows.splitlines():
        found = POWERSHELL_OPTION.fullmatch(line)
        if not found:
            raise BadCompletions(line)
        words = tuple(re.findall(r"'([^']*)'", found[2]))
        for name in re.findall(r"'([^']*)'", found[1]):
            out[name] = words if found[2].startswith("@") else words[0]
    return out


def read_powershell(text: str) -> Options:
    return powershell_rows(text.partition("$options = @(\n")[2].partition("\n    )\n")[0])


def read_powershell_of_windows(text: str) -> Options:
    """What is offered on Windows in addition."""
    _, found, rest = text.partition("\n    if ($env:OS -eq 'Windows_NT') {\n        $options += @(\n")
    return powershell_rows(rest.partition("\n        )\n    }\n")[0]) if found else {}


def completions_of(program: str, folder: Path) -> dict[str, Options]:
    """What each shell's file has, by the file's path below `folder`."""
    files = {f"bash/{program}": read_bash, f"zsh/_{program}": read_zsh,
             f"fish/{program}.fish": read_fish, f"powershell/TMSS10Ping/{program}.ps1": read_powershell}
    out = {}
    for name, read in files.items():
        try:
            out[name] = read((folder / name).read_text(encoding="utf-8"))
        except BadCompletions as error:
            raise BadCompletions(f"completions/{name}: {error}") from None
    return out

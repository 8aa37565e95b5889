# SPDX-License-Identifier: MIT
"""What a program says of itself with --help: groups of options, and exit codes."""

from dataclasses import dataclass, field
from pathlib import Path
import re
import subprocess

HEADING = re.compile(r"(\S.*):")
OPTION = re.compile(r"  (-\S+)(?: (\S+))?(?:  +\S.*)?")
EXIT_CODE = re.compile(r"  +(\d+)  (\S.*)")
ONE_LINE = "Exit codes: "
FILE_VALUES = ("F", "FILE")


@dataclass
class Option:
    """The names of an option, and what stands for its value; nothing for a flag."""
    names: tuple[str, ...]
    value: str = ""

    def takes_a_file(self) -> bool:
        return self.value in FILE_VALUES


@dataclass
class Group:
    title: str
    options: list[Option] = field(default_factory=list)


@dataclass
class ProgramHelp:
    name: str
    text: str
    groups: list[Group] = field(default_factory=list)
    exit_codes: dict[int, str] = field(default_factory=dict)

    def options(self) -> list[Option]:
        return [option for group in self.groups for option in group.options]


def read_groups(text: str) -> list[Group]:
    """A group is a heading and the options below it."""
    groups: list[Group] = []
    title = ""
    for line in text.splitlines():
        heading, option = HEADING.fullmatch(line), OPTION.fullmatch(line)
        if heading:
            title = heading[1]
        elif option:
            if not groups or groups[-1].title != title:
                groups.append(Group(title))
            groups[-1].options.append(Option(tuple(option[1].split(",")), option[2] or ""))
    return groups


def exit_codes_of_sentence(text: str) -> dict[int, str]:
    """"0 ended, 2 could not start."; where there are semicolons, commas are part of what they separate."""
    parts = text.removesuffix(".").split("; " if ";" in text else ", ")
    return {int(number): meaning for number, _, meaning in (part.partition(" ") for part in parts)}


def read_exit_codes(text: str) -> dict[int, str]:
    """From a table below "Exit codes:", or from a sentence that begins so and ends the text."""
    _, found, sentence = text.rpartition("\n" + ONE_LINE)
    if found:
        return exit_codes_of_sentence(" ".join(sentence.split()))
    out: dict[int, str] = {}
    last = None
    inside = False
    for line in text.splitlines():
        code = EXIT_CODE.fullmatch(line)
        if line == ONE_LINE.strip():
            inside = True
        elif inside and code:
            last = int(code[1])
            out[last] = code[2]
        elif inside and last is not None and line.startswith("   "):
            out[last] += " " + line.strip()
        else:
            inside = False
    return out


def help_of(program: str) -> ProgramHelp:
    done = subprocess.run([program, "--help"], capture_output=True, check=True, timeout=60)
    text = done.stdout.decode()
    return ProgramHelp(Path(program).name, text, read_groups(text), read_exit_codes(text))

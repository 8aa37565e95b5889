# SPDX-License-Identifier: MIT
"""Reads a manual page's source (mdoc): options by subsection, exit codes, the commands of its examples."""

from dataclasses import dataclass, field
from pathlib import Path
import re

from program_help import Group, Option

ESCAPES = {r"\-": "-", r"\(aq": "'", r"\e": "\\", r"\&": ""}
PUNCTUATION = {"Ns", ","}
VALUES = {"Ar", "Cm"}


class BadPage(Exception):
    """Something in a page's source that this module does not know."""


def plain(text: str) -> str:
    for escape, character in ESCAPES.items():
        text = text.replace(escape, character)
    return text


@dataclass
class Section:
    title: str
    lines: list[str] = field(default_factory=list)
    subsections: list["Section"] = field(default_factory=list)


@dataclass
class ManualPage:
    path: Path
    sections: dict[str, Section]

    def option_groups(self) -> list[Group]:
        """The options of each subsection, and of the section itself when it has none."""
        section = self.sections["OPTIONS"]
        parts = section.subsections or [section]
        own = options_in(section.lines) if section.subsections else []
        if own:
            raise BadPage(f"{self.path.name}: {own[0].names[0]} is in no subsection of OPTIONS")
        return [Group(part.title, options_in(part.lines)) for part in parts]

    def exit_codes(self) -> dict[int, str]:
        """The first list of EXIT STATUS."""
        out: dict[int, str] = {}
        last = None
        for line in self.sections["EXIT STATUS"].lines:
            if line.startswith(".El"):
                break
            if item := re.fullmatch(r"\.It (\d+)", line):
                last = int(item[1])
                out[last] = ""
            elif last is not None:
                out[last] = (out[last] + " " + plain(line)).strip()
        return out

    def examples(self) -> list[str]:
        """Each command in a literal block of EXAMPLES; one that goes on in the next line is one text."""
        out: list[str] = []
        literal, goes_on = False, False
        for line in self.sections["EXAMPLES"].lines:
            if line.startswith(".Bd -literal"):
                literal = True
            elif line == ".Ed":
                literal = False
            elif literal:
                text = plain(line)
                if goes_on:
                    out[-1] += "\n" + text
                else:
                    out.append(text)
                goes_on = text.endswith(("\\", "|"))
        return out


def option_of(line: str) -> Option | None:
    """The option of a line such as `.It Fl P , Fl -port Ar N`; none for another line."""
    words = line.split()
    if words[:2] != [".It", "Fl"]:
        return None
    names: list[str] = []
    value = ""
    kind = ""
    for word in words[1:]:
        if word == "Fl" or word in VALUES:
            kind = word
        elif word in PUNCTUATION:
            continue
        elif kind == "Fl":
            names.append("-" + word)
        else:
            value += plain(word)
    return Option(tuple(names), value)


def options_in(lines: list[str]) -> list[Option]:
    return [option for line in lines if (option := option_of(line))]


def read_page(path: Path) -> ManualPage:
    sections: dict[str, Section] = {}
    current = Section("")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(".Sh "):
            current = sections[line[4:]] = Section(line[4:])
            section = current
        elif line.startswith(".Ss "):
            current = Section(line[4:])
            section.subsections.append(current)
        elif not line.startswith('.\\"'):
            current.lines.append(line)
    return ManualPage(path, sections)

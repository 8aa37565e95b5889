# SPDX-License-Identifier: MIT
"""Reads what a monitoring plugin prints, as the Monitoring Plugins' guidelines have it (sections 2.5 and 2.6)."""

from dataclasses import dataclass
import math
import re

NUMBER = r"-?\d+(?:\.\d+)?"
VALUE = re.compile(rf"({NUMBER})(us|ms|s|%|B|KB|MB|TB|c)?|U")
RANGE = re.compile(rf"(@?)(?:(~|{NUMBER})?:)?({NUMBER})?")
LABEL = re.compile(r"'((?:[^'=]|'')+)'=|([^\s'=]+)=")


class NotPerfdata(ValueError):
    """The line is not as the guidelines have it."""


@dataclass(frozen=True)
class Range:
    """An alert is due for a value outside of it; with `inside`, for one in it."""
    start: float
    end: float
    inside: bool

    @staticmethod
    def read(text: str) -> "Range":
        found = RANGE.fullmatch(text)
        if not found or text in ("@", ""):
            raise NotPerfdata(f"no range: {text!r}")
        start = -math.inf if found[2] == "~" else float(found[2] or 0)
        end = float(found[3]) if found[3] is not None else math.inf
        if start > end:
            raise NotPerfdata(f"a range that begins behind its end: {text!r}")
        return Range(start, end, found[1] == "@")


@dataclass(frozen=True)
class Figure:
    """`value` is None when it could not be determined: U."""
    value: float | None
    text: str  # the value's digits as they stand there
    unit: str
    warn: Range | None
    crit: Range | None
    least: float | None
    most: float | None


def read_figure(text: str) -> Figure:
    parts = text.split(";")
    found = VALUE.fullmatch(parts[0])
    if not found or len(parts) > 5:
        raise NotPerfdata(f"no value with its limits: {text!r}")
    parts += [""] * (5 - len(parts))
    warn, crit = (Range.read(part) if part else None for part in parts[1:3])
    ends = []
    for part in parts[3:]:
        if part and not re.fullmatch(NUMBER, part):
            raise NotPerfdata(f"no number: {part!r}")
        ends.append(float(part) if part else None)
    value = float(found[1]) if found[1] is not None else None
    return Figure(value, found[1] or "", found[2] or "", warn, crit, *ends)


def read_perfdata(text: str) -> dict[str, Figure]:
    out: dict[str, Figure] = {}
    at = 0
    while at < len(text):
        label = LABEL.match(text, at)
        if not label:
            raise NotPerfdata(f"no label: {text[at:]!r}")
        end = text.find(" ", label.end())
        end = len(text) if end < 0 else end
        name = (label[1] or label[2]).replace("''", "'")
        if name in out:
            raise NotPerfdata(f"twice: {name!r}")
        out[name] = read_figure(text[label.end():end])
        at = end + 1
    return out


@dataclass(frozen=True)
class PluginLine:
    state: str
    text: str
    figures: dict[str, Figure]


def read_plugin_line(output: str) -> PluginLine:
    """`SERVICE STATE - text | performance data`, one line, which may have no performance data."""
    if not output.endswith("\n") or output.count("\n") != 1:
        raise NotPerfdata(f"not one line: {output!r}")
    text, bar, data = output[:-1].partition("|")
    found = re.fullmatch(r"\S+ (OK|WARNING|CRITICAL|UNKNOWN) - (.+)", text.rstrip())
    if not found or "|" in data:
        raise NotPerfdata(f"not a plugin's line: {output!r}")
    return PluginLine(found[1], found[2], read_perfdata(data.strip()) if bar else {})

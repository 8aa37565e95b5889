# SPDX-License-Identifier: MIT
"""Compares a text with the lines that a case expects, whole."""

import difflib
import re

ANY_LINES = "<...>"
MOST_LINES = 40  # of a difference that anybody wants to read
PATTERNS = {
    "s": r"\d+\.\d\d",  # seconds or milliseconds as they are printed
    "us": r"\d+\.\d{3}",  # milliseconds with -v
    "n": r"\d+",
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
    "stamp": r"\[\d{10,}\.\d{6}\]",
    "iso-stamp": r"\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}\]",
    "rfc-stamp": r"\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d\]",
    "ctime-stamp": r"\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} [+-]\d{4}\]",
    "clock": r"\d\d:\d\d:\d\d",  # of the trace log
    "build": r"[A-Z][a-z]{2} [ \d]\d \d{4} \d\d:\d\d:\d\d",
    "run": r"[0-9a-f]{16}",  # the id of a run
    "key-digits": r"[0-9a-f]{64}",
    "any": r".*",
}
PATTERNS["ms"] = PATTERNS["s"]
STAMP = "|".join(pattern for name, pattern in PATTERNS.items() if name.endswith("stamp"))
# A hint goes on where the terminal ends, behind a time stamp if there is one.
GOES_ON = re.compile(rf"\n(?:(?:{STAMP}) )? {{8}}(?=\S)")
PLACEHOLDER = re.compile(r"<([a-z][a-z-]*)>")


def with_whole_hints(errors: str) -> str:
    """Standard error of TMSS10Ping as it were on a terminal of any width."""
    return GOES_ON.sub(" ", errors)


def insert(text: str, values: dict[str, str]) -> str:
    """Puts the values in; other placeholders are a mistake in the case."""
    def value_of(match: re.Match) -> str:
        if match[1] not in values:
            raise ValueError(f"there is no value for <{match[1]}>")
        return values[match[1]]
    return PLACEHOLDER.sub(value_of, text)


def line_pattern(line: str, values: dict[str, str]) -> str:
    out, end = "", 0
    for match in PLACEHOLDER.finditer(line):
        out += re.escape(line[end:match.start()])
        end = match.end()
        out += PATTERNS.get(match[1]) or re.escape(insert(match[0], values))
    return out + re.escape(line[end:])


def matches(expected: list[str], text: str, values: dict[str, str]) -> bool:
    pattern = "".join(r"(?:.*\n)*?" if line == ANY_LINES else line_pattern(line, values) + r"\n"
                      for line in expected)
    return re.fullmatch(pattern, text) is not None


def differences(what: str, expected: list[str], text: str, values: dict[str, str]) -> list[str]:
    """Nothing if the text is what is expected, else a diff to read."""
    if matches(expected, text, values):
        return []
    got = text.split("\n")
    if got[-1] == "":
        got.pop()
    elif got:
        got[-1] += "  (no line end)"
    if len(got) > MOST_LINES:
        got[MOST_LINES:] = [f"({len(got) - MOST_LINES} more lines)"]
    wanted = []
    for line in expected:
        pattern = re.compile(line_pattern(line, values)) if line != ANY_LINES else None
        same = next((other for other in got if pattern and pattern.fullmatch(other)), line)
        wanted.append(same)
    diff = list(difflib.ndiff(wanted, got))
    return [f"{what} (- expected, + got):"] + [
        "  " + line for line in diff if not line.startswith("?")]

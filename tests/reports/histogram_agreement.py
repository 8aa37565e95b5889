# SPDX-License-Identifier: MIT
"""Whether the bars of a histogram are those of the times in the JSON of the same run."""

import re

HEADING = "histogram of round-trip times:"
BAR = re.compile(r" *(\d+(?:\.\d+)?) to +(\d+(?:\.\d+)?) ms +(\d+)(?: (#+))?")
FEWEST = 10  # times
LONGEST = 40  # columns
SLACK = 0.008  # of a bound, as include/tmss10/core/report/report_histogram.hpp says


def without_histogram(lines: list[str]) -> tuple[list[str], list[str]]:
    """Standard output before the histogram, and the histogram's lines behind its heading."""
    if HEADING not in lines:
        return lines, []
    at = lines.index(HEADING)
    return lines[:at], lines[at + 1:]


def count_faults(begin: float, end: float, count: int, times: list[float], is_last: bool) -> list[str]:
    """A time near a bound may be on either side of it; the last range has all that is longer."""
    surely = sum(begin * (1 + SLACK) <= time < end * (1 - SLACK) for time in times)
    perhaps = sum(begin * (1 - SLACK) <= time and (is_last or time < end * (1 + SLACK)) for time in times)
    return [] if surely <= count <= perhaps else [f"{count} from {begin} to {end} ms, counted {surely} to {perhaps}"]


def faults_of_histogram(lines: list[str], times: list[float]) -> list[str]:
    if not lines:
        return [f"no histogram of {len(times)} times"] if len(times) >= FEWEST else []
    bars = [BAR.fullmatch(line) for line in lines]
    if not all(bars) or len(times) < FEWEST:
        return [f"histogram of {len(times)} times: {lines}"]
    ranges = [(float(bar[1]), float(bar[2]), int(bar[3]), len(bar[4] or "")) for bar in bars]
    most = max(count for _, _, count, _ in ranges)
    out = []
    if sum(count for _, _, count, _ in ranges) != len(times):
        out.append(f"its ranges do not have all {len(times)} times")
    if any(one[1] != other[0] for one, other in zip(ranges, ranges[1:])):
        out.append("its ranges do not follow each other")
    for number, (begin, end, count, bar) in enumerate(ranges, 1):
        out += count_faults(begin, end, count, times, number == len(ranges))
        if bar != -(-count * LONGEST // most):
            out.append(f"a bar of {bar} for {count} of {most}")
    return [f"histogram: {fault}" for fault in out]

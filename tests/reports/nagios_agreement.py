# SPDX-License-Identifier: MIT
"""Whether the line and the exit code of `--nagios` are right for the JSON summary of the same run."""

from dataclasses import dataclass

from perfdata import Figure, NotPerfdata, PluginLine, Range, read_plugin_line

STATES = ["OK", "WARNING", "CRITICAL", "UNKNOWN"]
UNKNOWN_CODES = (2, 129, 130, 141, 143)  # of the program itself, as the documentation has them
SIGNALS = {129: "hung up (SIGHUP)", 130: "interrupted (SIGINT)", 143: "terminated (SIGTERM)"}


@dataclass(frozen=True)
class Limits:
    """--warn and --crit: milliseconds and percent, or None without the option."""
    warn: tuple[float, float] | None = None
    crit: tuple[float, float] | None = None

    def arguments(self) -> list[str]:
        given = [("--warn", self.warn), ("--crit", self.crit)]
        return [word for option, limit in given if limit for word in (option, f"{limit[0]:f},{limit[1]:f}%")]


def reaches(limit: tuple[float, float] | None, summary: dict) -> bool:
    return limit is not None and (summary["round_trip"]["avg_ms"] >= limit[0] or
                                  summary["loss_percent"] >= limit[1])


def expected_state(summary: dict, limits: Limits) -> str:
    code = summary["exit_code"]
    if code in UNKNOWN_CODES:
        return "UNKNOWN"
    if code not in (0, 1) or summary["received"] == 0 or reaches(limits.crit, summary):
        return "CRITICAL"
    if limits.warn:
        return "WARNING" if reaches(limits.warn, summary) else "OK"
    return "WARNING" if code == 1 else "OK"


def shortest(value: float) -> str:
    """Up to three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def expected_figures(summary: dict, limits: Limits) -> dict[str, Figure]:
    if "error" in summary:  # nothing was measured
        return {}

    def figure(text: str | None, unit: str, which: int) -> Figure:
        warn, crit = (Range(0, limit[which], False) if limit else None for limit in (limits.warn, limits.crit))
        if text is None:
            return Figure(None, "", "", warn, crit, 0, None)
        return Figure(float(text), text, unit, warn, crit, 0, None)

    average = f"{summary['round_trip']['avg_ms']:.3f}" if "round_trip" in summary else None
    loss = shortest(summary["loss_percent"]) if "loss_percent" in summary else None
    return {"rta": figure(average, "ms", 0), "pl": figure(loss, "%", 1)}


def expected_text(summary: dict) -> str:
    if signal := SIGNALS.get(summary["exit_code"]):
        return f"{signal} before any result"
    if "error" in summary:
        return summary["error"]
    reasons = [summary.get("exceeded"), summary.get("failure", {}).get("sentence")]
    reason = "; ".join(filter(None, reasons))
    if not summary["transmitted"]:
        return reason or "no ping was sent"
    out = f"{summary['received']} of {summary['transmitted'] + summary['unsent']} pings answered"
    if summary["undecided"]:
        out += f", {summary['undecided']} still unanswered"
    if "round_trip" in summary:
        out += f", average {summary['round_trip']['avg_ms']:.2f} ms"
    return out + (f": {reason}" if reason else "")


def range_faults(line: PluginLine) -> list[str]:
    """A monitoring system that judges the ranges itself comes to the same state. At a limit itself the program
    alerts, as check_ping does, and a range does not: then there is nothing to say."""
    def outside(which: str) -> bool | None:
        known = [(each.value, getattr(each, which)) for each in line.figures.values()
                 if each.value is not None and getattr(each, which)]
        if any(value == limit.end for value, limit in known):
            return None
        return any((limit.start <= value <= limit.end) == limit.inside for value, limit in known)

    out = []
    if outside("crit") and line.state != "CRITICAL":
        out.append(f"Nagios: {line.state}, with a figure in its critical range")
    if outside("warn") and line.state == "OK":
        out.append("Nagios: OK, with a figure in its warning range")
    if line.state == "OK" and line.figures and any(each.value is None for each in line.figures.values()):
        out.append("Nagios: OK, with a figure that is not known")
    return out


def faults_of_nagios(output: str, exit_code: int, summary: dict, limits: Limits, note: str = "") -> list[str]:
    try:
        line = read_plugin_line(output)
    except NotPerfdata as error:
        return [f"Nagios: {error}"]
    out = [] if STATES.index(line.state) == exit_code else [f"Nagios: {line.state} has the exit code {exit_code}"]
    text = "; ".join(filter(None, [expected_text(summary), note]))
    expected = {"state": expected_state(summary, limits), "text": text,
                "figures": expected_figures(summary, limits)}
    for what, value in expected.items():
        if (found := getattr(line, what)) != value:
            out.append(f"Nagios: {what}: {found!r}, by JSON it is {value!r}")
    return out + range_faults(line)

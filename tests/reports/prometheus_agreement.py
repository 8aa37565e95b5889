# SPDX-License-Identifier: MIT
"""Whether a Prometheus file has the figures that the JSON summary of the same run has."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
import re

SAMPLE = re.compile(r'([a-z0-9_]+)\{target="([^"\\]*)",port="(\d+)",(mode="[^"]+",proxy="[^"]*",family="[^"]+",'
                    r'source="[^"]*")(?:,quantile="([\d.]+)")?\} (\S+)')
COUNTS = {"exit_code": "exit_code", "pings_transmitted": "transmitted", "pings_received": "received",
          "pings_lost": "lost", "pings_unsent": "unsent", "pings_late": "late", "pings_held_up": "held_up",
          "pings_noticed_late": "noticed_late", "reconnections": "reconnections",
          "connection_attempts": "attempts", "outages": "outages",
          "sent_bytes": "bytes_sent", "received_bytes": "bytes_received",
          "retransmitted_pings": "retransmitted_pings", "retransmitted_segments": "retransmitted_segments"}
TIMES = {"round_trip_min_seconds": "min_ms", "round_trip_max_seconds": "max_ms",
         "round_trip_mdev_seconds": "mdev_ms", "round_trip_first_seconds": "first_ms",
         "round_trip_jitter_seconds": "jitter_ms", "round_trip_seconds 0.5": "median_ms",
         "round_trip_seconds 0.9": "p90_ms", "round_trip_seconds 0.95": "p95_ms",
         "round_trip_seconds 0.99": "p99_ms"}
SYSTEM_TIMES = {"system_round_trip_smoothed_seconds": "smoothed_ms", "system_round_trip_min_seconds": "min_ms"}
PERIODS = {"longest_outage_seconds": "longest_outage_ms", "down_seconds": "down_ms", "up_seconds": "up_ms"}
LOSS_STEP = Fraction(1, 10 ** 9)  # a ratio has 9 decimals


def nanoseconds(milliseconds: float) -> int:
    return round(milliseconds * 1e6)


def seconds(milliseconds: float) -> Fraction:
    """Exact: every figure is whole nanoseconds."""
    return Fraction(nanoseconds(milliseconds), 10 ** 9)


def seconds_since_1970(time: str) -> Fraction:
    since = datetime.fromisoformat(time.replace("Z", "+00:00")) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return Fraction(since // timedelta(microseconds=1), 10 ** 6)


def expected_figures(summary: dict) -> dict[str, Fraction]:
    """By name without `tmss10ping_`; a quantile stands behind a space."""
    out = {name: Fraction(summary[field]) for name, field in COUNTS.items()}
    out["success"] = Fraction(summary["exit_code"] == 0)
    out["updated_timestamp_seconds"] = seconds_since_1970(summary["time"])
    out |= {name: seconds(summary[field]) for name, field in PERIODS.items()}
    if "loss_percent" in summary:
        missed = summary["lost"] + summary["unsent"]
        out["loss_ratio"] = round(Fraction(missed, missed + summary["received"]) / LOSS_STEP) * LOSS_STEP
    if times := summary.get("round_trip"):
        out |= {name: seconds(times[field]) for name, field in TIMES.items()}
        counted = summary["received"] - summary["noticed_late"]
        out["round_trip_seconds_count"] = Fraction(counted)
        out["round_trip_seconds_sum"] = seconds(times["avg_ms"]) * counted
    if times := summary.get("system_round_trip"):
        out |= {name: seconds(times[field]) for name, field in SYSTEM_TIMES.items()}
    return {f"tmss10ping_{name}": value for name, value in out.items()}


def read_figures(path: Path, summary: dict) -> dict[str, Fraction]:
    """ValueError: a line is no comment and no figure of this target, or comes twice."""
    out: dict[str, Fraction] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("# HELP ", "# TYPE ")):
            continue
        found = SAMPLE.fullmatch(line)
        proxy = f'proxy="{summary.get("proxy", "")}"'
        if not found or found[2] != summary["host"] or int(found[3]) != summary["port"] or proxy not in found[4]:
            raise ValueError(f"not a figure of this run: {line}")
        name = found[1] + (f" {found[5]}" if found[5] else "")
        if name in out:
            raise ValueError(f"twice: {name}")
        out[name] = Fraction(found[6])
    return out


def faults_of_figures(found: dict, expected: dict, source: str) -> list[str]:
    out = [f"{source} lacks {name}" for name in sorted(expected.keys() - found.keys())]
    out += [f"{source} has {name}, JSON has not" for name in sorted(found.keys() - expected.keys())]
    out += [f"{source}: {name} is {float(found[name])!r}, not {float(expected[name])!r}"
            for name in sorted(expected.keys() & found.keys()) if found[name] != expected[name]]
    return out


def faults_of_prometheus(path: Path, summary: dict) -> list[str]:
    try:
        found = read_figures(path, summary)
    except ValueError as error:
        return [f"Prometheus: {error}"]
    return faults_of_figures(found, expected_figures(summary), "Prometheus")

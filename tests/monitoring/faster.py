# SPDX-License-Identifier: MIT
"""Configurations and rules of Prometheus whose minutes are seconds, so that a test of them ends."""

from collections.abc import Callable
import os
from pathlib import Path
import re

import yaml

from child import has_sanitizer

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
DURATION = re.compile(r"(?<![\w.:])(\d+)([smhd])\b")  # not one in the name of a series, such as median15m


def seconds(text: str) -> int:
    match = DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a duration like 3m")
    return int(match[1]) * UNITS[match[2]]


class Speed:
    """Everything happens so many times as fast."""

    def __init__(self, factor: int):
        self.factor = factor

    def faster(self, text: str) -> str:
        """A duration, or an expression with durations."""
        return DURATION.sub(lambda match: f"{max(1, round(seconds(match[0]) / self.factor))}s", text)

    def rule_file(self, path: Path) -> str:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in content["groups"]:
            if "interval" in group:
                group["interval"] = self.faster(group["interval"])
            for rule in group["rules"]:
                rule["expr"] = self.faster(rule["expr"])
                if "for" in rule:
                    rule["for"] = self.faster(rule["for"])
        return yaml.safe_dump(content, sort_keys=False, width=10_000)

    def configuration(self, path: Path, change: Callable[[dict], None]) -> str:
        """The job's limit of a scrape stays, as far as its interval permits. `change` has the jobs in the end."""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        common = content["global"]
        for part in [*content["scrape_configs"], common]:
            interval = self.faster(part.get("scrape_interval", common["scrape_interval"]))
            limit = part.get("scrape_timeout", common["scrape_timeout"])
            part["scrape_interval"] = interval
            part["scrape_timeout"] = limit if seconds(limit) < seconds(interval) else interval
        common["evaluation_interval"] = self.faster(common["evaluation_interval"])
        change(content)
        return yaml.safe_dump(content, sort_keys=False)


def speed_for(program: str) -> Speed:
    """As fast as one asks for, or as this program can be asked."""
    return Speed(int(os.environ.get("TMSS10_MONITORING_SPEED", 8 if has_sanitizer(program) else 20)))

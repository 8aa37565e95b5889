# SPDX-License-Identifier: MIT
"""The names of the metrics that the programs have, from their source, and those that a query has."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
import re

SUFFIXES = r"(?:_total|_created|_info|_bucket|_sum|_count)?"
NAME = r"\b(?:tmss10\w*|probe|process)_[a-z0-9_]+\b"
# Labels that hold names from closed sets, and where those are.
CLOSED = {"stage": ["src/core/run/failure_name.cpp", "src/core/exporter/probe_failure.cpp"],
          "cause": ["src/core/run/failure_name.cpp", "src/core/exporter/probe_failure.cpp"],
          "reason": ["src/core/exporter/exporter_metrics.cpp"],
          "result": ["src/core/exporter/probe_metrics.cpp", "src/core/exporter/exporter_metrics.cpp"],
          "finding": ["src/core/verdict/path_judgement.cpp"]}


@cache
def source_metrics(root: Path) -> frozenset[str]:
    files = [*root.glob("src/core/exporter/*.cpp"), *root.glob("src/core/responder/*.cpp"),
             root / "src/core/metrics/process_metrics.cpp"]
    return frozenset(name for file in files for name in re.findall(rf'"({NAME})"', file.read_text(encoding="utf-8")))


@cache
def source_words(root: Path, label: str) -> frozenset[str]:
    return frozenset(word for file in CLOSED[label]
                     for word in re.findall(r'"([a-z0-9_]+)"', (root / file).read_text(encoding="utf-8")))


def unknown_names(query: str, root: Path, rules: Iterable[dict]) -> list[str]:
    """What a query, or a text with queries, names that neither the programs nor the rules have."""
    metrics = source_metrics(root)
    recorded = {rule["record"] for rule in rules if "record" in rule}
    query = query.replace('\\"', '"')
    own = set(re.findall(r"\b\w+(?::\w+)+", query))
    out = sorted(own - recorded)
    plain = re.sub(r"\b\w+(?::\w+)+", "", query)
    for name in sorted(set(re.findall(NAME, plain))):
        if name not in metrics and re.sub(rf"{SUFFIXES}$", "", name) not in metrics:
            out.append(name)
    for label in CLOSED:
        for value in re.findall(rf'\b{label}\s*(?:=~|!~|!=|=)\s*"([^"]*)"', query):
            words = {word for word in re.split(r"[|()]", value) if re.fullmatch(r"[a-z0-9_]+", word)}
            out += [f'{label}="{word}"' for word in sorted(words - source_words(root, label))]
    return out

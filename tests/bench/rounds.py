# SPDX-License-Identifier: MIT
"""Both sides of a comparison in turn, so that what else the machine does hits both alike."""

from collections.abc import Callable
from statistics import median
import sys

Measured = dict[str, float]


def alternate(rounds: int, sides: dict[str, Callable[[], Measured]]) -> dict[str, Measured]:
    """Measures each side once in each round, another one first each time. The medians of the rounds.

    The first side is ours, and its failure the end. Another one that fails is told and left out."""
    seen: dict[str, list[Measured]] = {name: [] for name in sides}
    names = list(sides)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            if name not in seen:
                continue
            try:
                seen[name].append(sides[name]())
            except (RuntimeError, OSError, ValueError) as error:
                if name == names[0]:
                    raise
                print(f"tests/bench/run: {name} is left out: {error}", file=sys.stderr)
                del seen[name]
    return {name: {what: median(one[what] for one in figures) for what in figures[0]}
            for name, figures in seen.items()}

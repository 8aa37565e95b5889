# SPDX-License-Identifier: MIT
"""The rows of the result, what they should be, and how they are shown."""

from dataclasses import asdict, dataclass
import json
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A figure of ours beside a peer's, or beside none.

    It should be `most_ratio` times the peer's at most, or `most` at most; less is better in either."""
    what: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    most_ratio: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.peer_value if self.peer_value else None

    @property
    def goal(self) -> str:
        if self.most is not None:
            return f"<= {number(self.most)} {self.unit}"
        return "" if self.most_ratio is None else f"<= {self.most_ratio:g} x"

    @property
    def met(self) -> bool | None:
        """Nothing where there is no goal, or nothing to compare with."""
        if self.most is not None:
            return self.value <= self.most
        if self.most_ratio is None or self.ratio is None:
            return None
        return self.ratio <= self.most_ratio

    def cells(self) -> list[str]:
        peer_value = "" if self.peer_value is None else f"{number(self.peer_value)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = {True: "yes", False: "no", None: ""}[self.met]
        return [self.what, f"{number(self.value)} {self.unit}", self.peer, peer_value, ratio, self.goal, met]


HEAD = ["what", "value", "peer or floor", "its value", "ratio", "goal", "met"]


def number(value: float) -> str:
    """Three digits that count, and whole thousands with commas."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def markdown(rows: list[Row]) -> str:
    return aligned([HEAD, *(row.cells() for row in rows)])


def aligned(lines: list[list[str]]) -> str:
    """A table in Markdown that is readable as it is. The first line is its head."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    padded = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
              for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([padded[0], rule, *padded[1:]])


def write_json(rows: list[Row], about: dict[str, object], file: Path) -> None:
    whole = about | {"rows": [asdict(row) | {"ratio": row.ratio, "met": row.met} for row in rows]}
    file.write_text(json.dumps(whole, indent=1) + "\n")

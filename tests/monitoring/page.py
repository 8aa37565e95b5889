# SPDX-License-Identifier: MIT
"""The examples of docs/monitoring.md, which the tests use as they stand there."""

from pathlib import Path
import re

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monitoring.md"


def block(word: str, language: str) -> str:
    """The one example in that language that has the word."""
    found = [text for text in re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
             if word in text]
    if len(found) != 1:
        raise ValueError(f"{len(found)} examples with {word!r} in {PAGE.name}")
    return found[0]


def blocks(heading: str, language: str) -> list[str]:
    """All examples in that language below a heading, in their order."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"),
                      re.DOTALL | re.MULTILINE)
    if not found:
        raise ValueError(f"{PAGE.name} has no {heading!r}")
    return re.findall(rf"```{language}\n(.*?)```", found[1], re.DOTALL)

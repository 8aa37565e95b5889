# SPDX-License-Identifier: MIT
"""The queries of a Grafana dashboard, as Grafana sends them to Prometheus."""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
import re

LABEL_VALUES = re.compile(r"label_values\((.*), (\w+)\)")


@dataclass(frozen=True)
class Query:
    """`where` it is shown; `label`: it asks for the values of that label."""
    where: str
    expression: str
    label: str | None = None

    def filled_in(self, values: dict[str, str]) -> str:
        """With the values of the variables in it, those of Grafana's own among them. KeyError if there is none."""
        return re.sub(r"\$\{?(\w+)\}?", lambda match: values[match[1]], self.expression)


def read_dashboard(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def panels_of(dashboard: dict) -> Iterator[dict]:
    """Those inside of rows, too."""
    for panel in dashboard["panels"]:
        yield panel
        yield from panel.get("panels", [])


def queries_of(dashboard: dict) -> list[Query]:
    """Of the panels, the annotations and the variables."""
    out = [Query(f"{panel['title']}, {target['refId']}", target["expr"]) for panel in panels_of(dashboard)
           for target in panel.get("targets", [])]
    out += [Query(f"annotation {each['name']}", each["expr"]) for each in dashboard["annotations"]["list"]]
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            text = variable["query"]["query"]
            match = LABEL_VALUES.fullmatch(text)
            if not match:
                raise ValueError(f"variable {variable['name']}: {text} is not label_values(…, …)")
            out.append(Query(f"variable {variable['name']}", match[1], match[2]))
    return out

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the dashboard of monitoring/grafana: check_dashboard.py PROMETHEUS [ROOT]

A real Prometheus must take every query. They may use only metrics, stages and causes that the programs have, and
series that the rules record. Every panel must find its place, its datasource by the variable, and the columns that its
transformations rename. ROOT is the source directory."""

from itertools import combinations
from pathlib import Path
import re
import sys
import tempfile

from check_rules import rules_of
from dashboard import Query, panels_of, queries_of, read_dashboard
from metric_names import unknown_names
from prometheus_server import PrometheusServer, Refused, running_prometheus

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
COLUMNS = 24
VALUES = {"target": "tapetrack.example.com", "vantage": "perth", "__rate_interval": "4m", "__range": "6h",
          "__interval": "1m"}


def query_faults(server: PrometheusServer, query: Query, root: Path, rules: list[dict]) -> list[str]:
    try:
        expression = query.filled_in(VALUES)
        server.query(expression)
    except KeyError as error:
        return [f"there is no variable {error}"]
    except Refused as error:
        return [f"Prometheus refuses it: {error}"]
    return [f"the programs have no {name}" for name in unknown_names(expression, root, rules)]


def overlap(first: dict, second: dict) -> bool:
    return all(first[at] < second[at] + second[size] and second[at] < first[at] + first[size]
               for at, size in (("x", "w"), ("y", "h")))


def layout_faults(panels: list[dict]) -> list[str]:
    out = []
    for panel in panels:
        place = panel["gridPos"]
        if place["x"] < 0 or place["x"] + place["w"] > COLUMNS:
            out.append(f"{panel['title']}: it is wider than the page")
    out += [f"{one['title']} and {other['title']} overlap" for one, other in combinations(panels, 2)
            if overlap(one["gridPos"], other["gridPos"])]
    ids = [panel["id"] for panel in panels]
    twice = sorted({number for number in ids if ids.count(number) > 1})
    return out + [f"{number} is the id of two panels" for number in twice]


def column_names(panel: dict) -> set[str]:
    """What the columns of a table are called before they are renamed: labels, and the values of each query."""
    targets = panel["targets"]
    out = {"Time", *(f"Value #{target['refId']}" for target in targets)} if len(targets) > 1 else {"Time", "Value"}
    for target in targets:
        labels = re.match(r"\w+ by \(([^)]*)\)", target["expr"])
        out |= set(re.split(r",\s*", labels[1])) if labels else set()
    return out


def panel_faults(panel: dict) -> list[str]:
    if panel["type"] == "row":
        return []
    out = []
    for part in [panel, *panel["targets"]]:
        if part["datasource"] != DATASOURCE:
            out.append("its datasource is not the variable's")
    references = [target["refId"] for target in panel["targets"]]
    if len(set(references)) != len(references):
        out.append(f"two queries have one name: {references}")
    for step in panel.get("transformations", []):
        options = step["options"]
        named = {name for kind in ("excludeByName", "indexByName", "renameByName") for name in options.get(kind, {})}
        out += [f"it has no column {name}" for name in sorted(named - column_names(panel))]
    shown = {name for step in panel.get("transformations", [])
             for name in step["options"].get("renameByName", {}).values()}
    for override in panel["fieldConfig"]["overrides"]:
        if override["matcher"]["id"] == "byName" and override["matcher"]["options"] not in shown:
            out.append(f"it shows no column {override['matcher']['options']}")
    return [f"{panel['title']}: {fault}" for fault in out]


def faults(prometheus: str, root: Path) -> list[str]:
    rules = rules_of(root / "monitoring")
    out = []
    with tempfile.TemporaryDirectory(prefix="tmss10-dashboard-") as name:
        folder = Path(name)
        (folder / "prometheus.yml").write_text("global: {}\n")
        with running_prometheus(prometheus, folder / "prometheus.yml", folder) as server:
            for path in sorted((root / "monitoring" / "grafana").glob("*.json")):
                dashboard = read_dashboard(path)
                queries = queries_of(dashboard)
                for query in queries:
                    out += [f"{query.where}: {fault}" for fault in query_faults(server, query, root, rules)]
                panels = list(panels_of(dashboard))
                out += layout_faults(panels)
                out += [fault for panel in panels for fault in panel_faults(panel)]
                print(f"{path.name}: {len(panels)} panels, {len(queries)} queries")
    return out


def main(argv: list[str]) -> int:
    if not 2 <= len(argv) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    found = faults(argv[1], Path(argv[2]) if len(argv) == 3 else Path(__file__).resolve().parents[2])
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

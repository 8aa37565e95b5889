#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what monitoring/ has for Prometheus: check_rules.py PROMTOOL [ROOT]

promtool must accept the configurations and the rules, and its tests must pass. Each alert must have a test in which it
fires and one in which it does not, a severity, and a summary and a description that say where, and whom to ask. The
rules may use only metrics, stages and causes that the programs have. docs/monitoring.md must name each alert and each
metric, and nothing that there is not. ROOT is the source directory."""

from pathlib import Path
import re
import subprocess
import sys

import yaml

from metric_names import NAME, source_metrics, unknown_names

SEVERITIES = {"critical", "warning"}


def promtool_faults(promtool: str, folder: Path, *words: str) -> list[str]:
    done = subprocess.run([promtool, *words], cwd=folder, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"promtool {' '.join(words[:2])}: {done.stdout}{done.stderr}"]


def read_all(paths: list[Path]) -> list[dict]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]


def rules_of(folder: Path) -> list[dict]:
    return [rule for file in read_all(sorted(folder.glob("rules/*.yml"))) for group in file["groups"]
            for rule in group["rules"]]


def tested_alerts(folder: Path) -> tuple[set[str], set[str]]:
    """Those that fire in some test, and those that do not in some test."""
    firing, silent = set(), set()
    for file in read_all(sorted(folder.glob("tests/*.yml"))):
        for test in file["tests"]:
            for expected in test.get("alert_rule_test", []):
                (firing if expected.get("exp_alerts") else silent).add(expected["alertname"])
    return firing, silent


def alert_faults(rule: dict) -> list[str]:
    out = []
    texts = rule.get("annotations", {})
    if rule.get("labels", {}).get("severity") not in SEVERITIES:
        out.append(f"the severity is none of {sorted(SEVERITIES)}")
    if set(texts) != {"summary", "description"}:
        return [*out, "it has a summary and a description, and nothing else"]
    if "\n" in texts["summary"].strip() or texts["summary"].endswith("."):
        out.append("the summary is one line without a full stop")
    if "{{" not in texts["summary"] and "absent(" not in rule["expr"]:
        out.append("the summary does not say where")
    if not re.search(r"\b[Aa]sk\b", texts["description"]):
        out.append("the description does not say whom to ask")
    if not re.search(r"\.(\s*\{\{- end \}\})?$|\{\{- end \}\}$", texts["description"].strip()):
        out.append("the description does not end like a sentence, or with a list")
    return out


def page_faults(root: Path, rules: list[dict]) -> list[str]:
    page = (root / "docs" / "monitoring.md").read_text(encoding="utf-8")
    alerts = {rule["alert"] for rule in rules if "alert" in rule}
    out = [f"it does not name {name}" for name in sorted(alerts - set(re.findall(r"`(TMSS10\w+)`", page)))]
    rows = set(re.findall(rf"`({NAME})", "\n".join(line for line in page.splitlines() if line.startswith("|"))))
    out += [f"it does not name {name}" for name in sorted(source_metrics(root))
            if not rows & {f"{name}{suffix}" for suffix in ("", "_total", "_info")}]
    named = re.findall(rf"`({NAME}|\w+:\w+:\w+)", page)
    own = [name for name in named if not name.startswith("tmss10ping_")]  # those of TMSS10Ping are in output.md
    return out + [f"the programs have no {name}" for name in unknown_names(" ".join(own), root, rules)]


def faults(promtool: str, root: Path) -> list[str]:
    folder = root / "monitoring"
    rule_files = [str(path) for path in sorted(folder.glob("rules/*.yml"))]
    test_files = [str(path) for path in sorted(folder.glob("tests/*.yml"))]
    out = [fault for path in sorted(folder.glob("*.yml")) for fault in
           promtool_faults(promtool, folder, "check", "config", path.name)]
    out += promtool_faults(promtool, folder, "check", "rules", "--lint-fatal", *rule_files)
    out += promtool_faults(promtool, folder, "test", "rules", *test_files)
    firing, silent = tested_alerts(folder)
    rules = rules_of(folder)
    alerts = [rule["alert"] for rule in rules if "alert" in rule]
    for rule in rules:
        name = rule.get("alert") or rule["record"]
        out += [f"{name}: {fault}" for fault in (alert_faults(rule) if "alert" in rule else [])]
        text = rule["expr"] + " ".join(rule.get("annotations", {}).values())
        out += [f"{name}: the programs have no {unknown}" for unknown in unknown_names(text, root, rules)]
    out += [f"{name} is the name of two alerts" for name in sorted({name for name in alerts if alerts.count(name) > 1})]
    out += [f"no test has {name} fire" for name in sorted(set(alerts) - firing)]
    out += [f"no test has {name} not fire" for name in sorted(set(alerts) - silent)]
    out += [f"a test is about {name}, which is no alert" for name in sorted((firing | silent) - set(alerts))]
    out += [f"docs/monitoring.md: {fault}" for fault in page_faults(root, rules)]
    if not out:
        print(f"{len(alerts)} alerts and {len(rules) - len(alerts)} recorded series in {len(rule_files)} files")
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

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Of 8,190 targets each is told once in every form, however slowly it is read: many_targets.py PING"""

from collections import Counter
import json
import os
from pathlib import Path
import socket
import subprocess
import sys
import tempfile
import time

RANGE = "127.2.0.0/19"  # without its first and last address
COUNT = 8190
PIECE = 4096


def closed_port() -> int:
    """A port that refuses: bound, and not listened on."""
    closed_port.held = socket.socket()
    closed_port.held.bind(("", 0))
    return closed_port.held.getsockname()[1]


def read_slowly(program: subprocess.Popen) -> str:
    """All that it prints. Each piece is small, and comes after a pause, until half of it is read."""
    pieces = []
    while piece := os.read(program.stdout.fileno(), PIECE):
        pieces.append(piece)
        if len(pieces) * PIECE < COUNT * 20:
            time.sleep(0.02)
    return b"".join(pieces).decode()


def faults(names: Counter, where: str) -> list[str]:
    twice = sum(count > 1 for count in names.values())
    wrong = [f"{twice} targets are told more than once {where}"] if twice else []
    return wrong if len(names) == COUNT else [*wrong, f"{len(names)} targets are told {where}"]


def what_is_wrong(text: str, folder: Path, code: int) -> list[str]:
    lines, _, block = text.partition("\n\n---")
    table = Counter(line.split()[0] for line in lines.splitlines())
    events = [json.loads(line) for line in (folder / "run.json").read_text().splitlines()]
    summaries = Counter(event["target"] for event in events if event["event"] == "summary")
    rows = (folder / "run.csv").read_text().splitlines()[1:]
    figures = (folder / "run.prom").read_text().splitlines()
    exits = Counter(line for line in figures if line.startswith("tmss10ping_exit_code{"))
    wrong = [*faults(table, "in the table"), *faults(summaries, "in JSON"),
             *faults(Counter(row.split(",")[-1] for row in rows), "in CSV"),
             *faults(exits, "in Prometheus")]
    if "8,190 targets: 0 ok, 8,190 failed\nfailed: 8,190 connection refused\n" not in block:
        wrong.append(f"the block is another:{block}")
    if events[-1].get("failed") != COUNT or code != 4:
        wrong.append(f"the total is {events[-1]}, the exit code {code}")
    return wrong


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [argv[1], "-C", "-c", "1", "--rate", "100000", "-P", str(closed_port()), RANGE]
        for form, file in (("--json", "run.json"), ("--csv", "run.csv"), ("--prometheus", "run.prom")):
            command += [form, str(folder / file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0) as program:
            text = read_slowly(program)
        wrong = what_is_wrong(text, folder, program.returncode)
    print("\n".join(wrong) if wrong else f"{COUNT} targets, each told once in every form")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

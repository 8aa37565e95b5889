#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a command by hand as the client of a chain of routers, whose faults are lines as in a case:

    try_chain.py ['routers: 4'] ['router 3: drop 5000'] ['server: COMMAND']... -- COMMAND...

The server's command begins first. An ordinary user runs the client's after a line 'as: nobody'."""

import os
from pathlib import Path
import shlex
import subprocess
import sys
import time

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "cli"))

from chain import Chain, links_as_lines, read_routers
from lab import LabError, what_is_missing
from lab_run import AS_NOBODY

HEAD_START = 0.5  # seconds that the server has to begin to listen


def run(lines: dict[str, str], command: list[str]) -> int:
    routers = read_routers(lines.pop("routers", "4"))
    server = shlex.split(lines.pop("server", ""))
    if lines.pop("as", None) == "nobody":
        command = [*AS_NOBODY, os.path.realpath(command[0]), *command[1:]]
    with Chain(*routers, links_as_lines(lines.items())) as chain:
        chain.set(lines)
        if server:
            subprocess.Popen(chain.command("server", server), stdout=sys.stderr)
            time.sleep(HEAD_START)
        code = subprocess.run(chain.command("client", command), check=False).returncode
        if met := chain.met():
            print("met:", ", ".join(f"{name} {count}" for name, count in met.items()), file=sys.stderr)
        return code


def main(argv: list[str]) -> int:
    if "--" not in argv or argv[-1] == "--":
        print(__doc__, file=sys.stderr)
        return 2
    end = argv.index("--")
    try:
        if reason := what_is_missing():
            raise LabError(reason)
        lines = (line.partition(":") for line in argv[1:end])
        return run({key.strip(): value.strip() for key, _, value in lines}, argv[end + 1:])
    except (LabError, ValueError) as error:
        print(f"try_chain.py: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv))

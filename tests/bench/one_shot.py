# SPDX-License-Identifier: MIT
"""What a whole process with one ping costs, and the size of the programs."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median
import re
import shutil
import sys

from peers import Programs, redis
from processes import missing, output_of
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Ping -c 1"
RUNS = 5


def runs(programs: Programs, command: list[str], count: int) -> Measured:
    """The medians of so many runs: times in milliseconds, memory in MiB."""
    lines = output_of([programs.timed_runs, str(count), *command]).splitlines()
    walls, processors, peaks = zip(*(map(float, line.split()) for line in lines))
    return {"wall": median(walls) / 1000, "processor": median(processors) / 1000, "memory": median(peaks) / 1024}


def instructions(command: list[str], scratch: Path) -> float:
    """In millions, in user space: the dynamic linker and libc count, the system does not."""
    file = scratch / "callgrind"
    program = scratch / "program"
    shutil.copyfile(shutil.which(command[0]), program)  # without privileges of its file: valgrind refuses those
    program.chmod(0o755)
    output_of(["valgrind", "--tool=callgrind", f"--callgrind-out-file={file}", str(program), *command[1:]])
    return int(re.search(r"^(?:totals|summary): (\d+)", file.read_text(), re.MULTILINE).group(1)) / 1e6


def commands_of(programs: Programs, started: ExitStack, scratch: Path) -> dict[str, list[str]]:
    """Every program that is there, with one question that its server answers."""
    key = scratch / "site.key"
    output_of([programs.ping, "--generate-key", str(key)])
    open_mode = started.enter_context(programs.responds())
    with_key = started.enter_context(programs.responds(options=["-k", str(key)]))
    http = started.enter_context(programs.serves_http())
    echo = started.enter_context(programs.echoes())
    commands = {
        OURS: [programs.ping, "-c", "1", f"127.0.0.1:{open_mode.port}"],
        "TMSS10Ping -k KEY -c 1": [programs.ping, "-k", str(key), "-c", "1", f"127.0.0.1:{with_key.port}"],
        "ping -c 1": ["ping", "-c", "1", "127.0.0.1"],
        "fping -c 1": ["fping", "-c", "1", "127.0.0.1"],
        "curl -s": ["curl", "-s", f"http://127.0.0.1:{http.port}/"],
        "nping --tcp-connect -c 1": ["nping", "--tcp-connect", "-c", "1", "-p", str(echo.port), "127.0.0.1"],
    }
    if not missing("redis-server", ""):
        server = started.enter_context(redis())
        commands["redis-cli ping"] = ["redis-cli", "-p", str(server.port), "ping"]
    return {name: command for name, command in commands.items() if shutil.which(command[0])}


def measure(programs: Programs, scratch: Path, rounds: int) -> list[Row]:
    with ExitStack() as started:
        commands = commands_of(programs, started, scratch)
        sides = {name: lambda command=command: runs(programs, command, RUNS)
                 for name, command in commands.items()}
        seen = alternate(rounds, sides)
        if not missing("valgrind", ""):
            for name in seen:
                try:
                    seen[name]["instructions"] = instructions(commands[name], scratch)
                except RuntimeError as error:
                    print(f"tests/bench/run: no instructions of {name}: {error}", file=sys.stderr)
    return rows_of(seen)


def rows_of(seen: dict[str, Measured]) -> list[Row]:
    goals = {"redis-cli ping": 1.0, "ping -c 1": 2.0}
    units = {"wall": "ms", "processor": "ms", "memory": "MiB", "instructions": "million"}
    rows = []
    for what, unit in units.items():
        for peer, figures in seen.items():
            if peer != OURS and what in figures and what in seen[OURS]:
                goal = goals.get(peer) if what in ("wall", "processor") else None
                rows.append(Row(f"one shot, {what}", seen[OURS][what], unit, peer, figures[what], goal))
    return rows


def sizes(programs: Programs, scratch: Path) -> list[Row]:
    if missing("strip", ""):
        return []
    rows = []
    for program in (programs.ping, programs.responder):
        stripped = scratch / "stripped"
        output_of(["strip", "-o", str(stripped), program])
        rows.append(Row(f"{Path(program).name}, stripped", stripped.stat().st_size / 1e6, "MB", most=6))
    return rows

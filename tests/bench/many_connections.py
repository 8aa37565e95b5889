# SPDX-License-Identifier: MIT
"""How long TMSS10Ping takes to connect to many targets, some of which never answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
import os
import subprocess
import sys

from many_runs import address_file, addresses, our_command, used_by
from peers import Programs
from processes import missing, output_of
from rounds import alternate
from table import Row

OURS = "TMSS10Ping --connect-only"
PEER = "nmap -sT"
ONE_CODE_OF_ALL = 5  # that of a time-out while connecting (docs/failures.md)


def connect(programs: Programs, port: int, targets: Path, count: int) -> dict[str, float]:
    """As many at once as the peer, and no other limit."""
    done = used_by(our_command(programs, port, targets, "--connect-only", "-c", "1", "--at-once", "1000",
                               "--rate", "100000"))
    if f"{count:,} targets: {count:,} ok" not in done.output:
        raise RuntimeError(f"not all of {count} targets were connected: {done.output[-300:]}")
    return {"wall": done.wall, "processor": done.processor}


def scan(port: int, targets: Path) -> dict[str, float]:
    done = used_by(["nmap", "-sT", "-Pn", "-n", "-p", str(port), "--min-parallelism", "1000", "-iL", str(targets)])
    return {"wall": done.wall, "processor": done.processor}


def beside_nmap(programs: Programs, scratch: Path, rounds: int, count: int) -> list[Row]:
    targets = address_file(scratch, count)
    with programs.responds(listen="0.0.0.0") as server:
        sides = {OURS: lambda: connect(programs, server.port, targets, count)}
        if not missing("nmap", ""):
            sides[PEER] = lambda: scan(server.port, targets)
        seen = alternate(rounds, sides)
    peer = seen.get(PEER, {})
    what = f"{count:,} targets, connections alone"
    return [Row(f"{what}: whole run", seen[OURS]["wall"], "s", PEER, peer.get("wall"), 0.5),
            Row(f"{what}: processor time", seen[OURS]["processor"], "s", PEER, peer.get("processor"))]


@contextmanager
def network_that_drops(net: int) -> Iterator[list[str]]:
    """A network namespace in which nothing arrives at 127.NET.0.0/16: what a command there begins with."""
    name = f"tmss10-bench-{os.getpid()}"
    inside = ["ip", "netns", "exec", name]
    output_of(["ip", "netns", "add", name])
    try:
        output_of([*inside, "ip", "link", "set", "lo", "up"])
        output_of([*inside, "nft", f"""
            table ip bench {{
              chain arriving {{ type filter hook input priority 0; ip daddr 127.{net}.0.0/16 drop; }}
            }}"""])
        yield inside
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False)


def check_lines(output: str, answering: list[str], silent: list[str]) -> None:
    """Each target has one line, and the right one."""
    seen: dict[str, list[str]] = {}
    for line in output.split("\n--- ")[0].splitlines():
        target, state, *_ = line.split()
        seen.setdefault(target, []).append(state)
    wanted = dict.fromkeys(answering, ["ok"]) | dict.fromkeys(silent, ["failed"])
    wrong = [target for target in {*seen, *wanted} if seen.get(target) != wanted.get(target)]
    if wrong:
        raise RuntimeError(f"{len(wrong)} of {len(wanted)} targets lost, reported twice or wrong: {wrong[:3]}")


def half_silent(programs: Programs, scratch: Path, count: int) -> list[Row]:
    """Every second target never answers."""
    answering, silent = addresses(count // 2), addresses(count // 2, net=2)
    file = scratch / "half-silent"
    file.write_text("".join(f"{one}\n{other}\n" for one, other in zip(answering, silent)))
    with network_that_drops(2) as inside, programs.responds(listen="0.0.0.0", inside=inside) as server:
        command = our_command(programs, server.port, file, "-c", "1", "--connect-timeout", "2", "--at-once",
                              "5000", "--rate", "10000")
        command.remove("-q")  # which leaves out those that are ok
        done = used_by([*inside, *command], (ONE_CODE_OF_ALL,))
    check_lines(done.output, answering, silent)
    return [Row(f"{count:,} targets, half of them silent, 2 s for each: whole run", done.wall, "s", most=2 * 2 + 3)]


def measure(programs: Programs, scratch: Path, quick: bool) -> list[Row]:
    count = 1000 if quick else 10_000
    rows = beside_nmap(programs, scratch, 1 if quick else 5, count)
    try:
        rows += half_silent(programs, scratch, count)
    except FileNotFoundError as error:
        print(f"tests/bench/run: no silent targets: {error}", file=sys.stderr)
    return rows

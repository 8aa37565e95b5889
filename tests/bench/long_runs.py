# SPDX-License-Identifier: MIT
"""Whether a long run of TMSS10Ping costs more for each ping than a short one."""

from peers import Programs
from one_shot import runs
from processes import Server
from rounds import alternate
from table import Row

GROWTH = (500, 5_000, 50_000)


def of_each(programs: Programs, server: Server, count: int) -> dict[str, float]:
    """Processor time of each ping in microseconds; peak memory in MiB."""
    command = [programs.ping, "-q", "-c", str(count), f"127.0.0.1:{server.port}"]
    used = runs(programs, command, max(1, GROWTH[1] // count))
    return {"processor": used["processor"] / count * 1000, "memory": used["memory"]}


def measure(programs: Programs, rounds: int) -> list[Row]:
    with programs.responds() as server:
        seen = alternate(rounds, {str(count): lambda count=count: of_each(programs, server, count)
                                  for count in GROWTH})
    few, *others = map(str, GROWTH)
    rows = []
    for what, unit in (("processor", "us"), ("memory", "MiB")):
        name = "processor time of each ping" if what == "processor" else "peak memory"
        for count in others:
            rows.append(Row(f"growth: TMSS10Ping's {name}, {int(count):,} pings", seen[count][what], unit,
                            f"with {few}", seen[few][what], 1.1))
    return rows

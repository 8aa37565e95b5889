# SPDX-License-Identifier: MIT
"""This build beside another one of the same programs: what a change gains or costs."""

from contextlib import ExitStack
from pathlib import Path

import connections
from one_shot import RUNS, runs
from peers import Programs, load
from processes import Server
from rounds import Measured, alternate
from round_trip import our_pings
from table import Row
from throughput import asking_processes, our_pings as many_pings

UNITS = {"round trip p50, all on one core": "us", "round trip p50, unpinned": "us", "one shot, wall": "ms",
         "one shot, processor": "ms", "responder's processor time for a ping, 50 connections": "us",
         "processor time of a connection, its handshake and a ping": "us",
         "memory of an idle connection": "KiB"}


def figures(programs: Programs, servers: tuple[Server, Server], count: int, scratch: Path) -> Measured:
    """Everything that is compared, once, in the order of UNITS."""
    one_core, anywhere = servers
    shot = runs(programs, [programs.ping, "-c", "1", f"127.0.0.1:{anywhere.port}"], RUNS)
    with load(programs, anywhere.port, asking_processes(50)) as asking:
        for one in asking:
            one.begin("connect", 50 // len(asking))
            one.result()
        each = many_pings(anywhere, asking, 1.0)["each"]
    connection = connections.our_connections(programs, connections.USUAL)
    values = (our_pings(programs, one_core, count, 0, scratch)["p50"],
              our_pings(programs, anywhere, count, None, scratch)["p50"],
              shot["wall"], shot["processor"], each, connection["processor"], connection["memory"])
    return dict(zip(UNITS, values))


def measure(programs: Programs, other: Programs, scratch: Path, quick: bool) -> list[Row]:
    with ExitStack() as started:
        sides = {}
        for name, build in (("this build", programs), ("the other build", other)):
            servers = (started.enter_context(build.responds(0)), started.enter_context(build.responds()))
            sides[name] = lambda build=build, servers=servers: figures(
                build, servers, 2_000 if quick else 20_000, scratch)
        ours, theirs = alternate(2 if quick else 9, sides).values()
    return [Row(what, ours[what], unit, "the other build", theirs[what]) for what, unit in UNITS.items()]

# SPDX-License-Identifier: MIT
"""What TMSS10Ping needs for each of many targets: processor time and memory."""

from pathlib import Path
import time

from many_runs import Client, address_file, our_command, used_by
from micro import time_of
from peers import Programs
from processes import Server, missing
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Ping"
PEER = "fping -i 1"
FLOOR = "bare echo"
PINGS = 20


def our_pings(programs: Programs, port: int, addresses: Path, count: int) -> Measured:
    """A ping without what begins a target, and that without its ping, in microseconds of each."""
    def used(pings: int, file: Path = addresses) -> float:
        return used_by(our_command(programs, port, file, "-i", "0.5", "-c", str(pings))).processor

    short = used(1)
    ping = (used(PINGS) - short) / (count * (PINGS - 1))
    alone = used_by([programs.ping, "-q", "-c", "1", f"127.1.0.1:{port}"]).processor
    return {"ping": ping * 1e6, "start": ((short - alone) / (count - 1) - ping) * 1e6}


def fping_pings(addresses: Path, count: int) -> Measured:
    """One packet in a millisecond, the most that fping allows: each round takes a second for 1,000 targets."""
    def used(pings: int) -> float:
        return used_by(["fping", "-q", "-i", "1", "-p", "500", "-c", str(pings), "-f", str(addresses)]).processor

    return {"ping": (used(PINGS) - used(1)) / (count * (PINGS - 1)) * 1e6}


def bare_pings(programs: Programs, port: int, addresses: Path, count: int) -> Measured:
    """The same bytes over the same number of connections, with nothing but the system's calls."""
    def used(pings: int) -> float:
        return used_by([programs.bare_fleet, "ping", str(port), str(addresses), str(pings), "500"]).processor

    start = used(0)
    return {"ping": (used(PINGS) - start) / (count * PINGS) * 1e6, "start": start / count * 1e6}


def pings(programs: Programs, server: Server, scratch: Path, rounds: int, count: int) -> list[Row]:
    addresses = address_file(scratch, count)
    x25519 = "X25519 alone"
    with programs.echoes_to_many() as echo:
        sides = {OURS: lambda: our_pings(programs, server.port, addresses, count),
                 FLOOR: lambda: bare_pings(programs, echo.port, addresses, count),
                 x25519: lambda: {"start": time_of(programs, "x25519") / 2}}  # of the two sides that it has
        if not missing("fping", ""):
            sides[PEER] = lambda: fping_pings(addresses, count)
        seen = alternate(rounds, sides)
    ping = f"{count:,} targets: processor time of a ping"
    start = f"{count:,} targets: processor time of a target's start"
    alone = seen[x25519]["start"]
    return [Row(ping, seen[OURS]["ping"], "us", PEER, seen.get(PEER, {}).get("ping"), 0.6),
            Row(ping, seen[OURS]["ping"], "us", f"{FLOOR} over as many connections", seen[FLOOR]["ping"]),
            Row(start, seen[OURS]["start"], "us", f"its {x25519}", alone, 2.0),
            Row(start, seen[OURS]["start"], "us", f"its {x25519}, and a bare connection",
                alone + seen[FLOOR]["start"])]


def of_each(programs: Programs, server: Server, scratch: Path, count: int) -> Measured:
    """A target with its start and five pings, so slowly that a core is never busy all the time."""
    command = our_command(programs, server.port, address_file(scratch, count), "-i", "4", "-c", "5")
    alone = used_by([programs.ping, "-q", "-c", "1", f"127.1.0.1:{server.port}"]).processor
    return {"processor": (used_by(command).processor - alone) / count * 1e6}


def growth(programs: Programs, server: Server, scratch: Path, rounds: int, counts: list[int]) -> list[Row]:
    seen = alternate(rounds, {str(count): lambda count=count: of_each(programs, server, scratch, count)
                              for count in counts})
    few, *others = counts
    return [Row(f"growth: processor time of each of {count:,} targets", seen[str(count)]["processor"], "us",
                f"of {few:,}", seen[str(few)]["processor"], 1.2) for count in others]


def memory_of(programs: Programs, server: Server, scratch: Path, count: int) -> int:
    """In bytes, when each target has a session and its 20 answers, and none has ended.

    The last target begins after 4 s and has 20 answers after 42 s; the first one ends after 48 s."""
    command = our_command(programs, server.port, address_file(scratch, count), "--rate", "2500", "-i", "2",
                          "-c", "25")
    with Client(command) as client:
        time.sleep(45)
        memory = client.memory()
        client.must_run(count)
        return memory


def memory(programs: Programs, server: Server, scratch: Path, few: int, many: int) -> list[Row]:
    of_few, of_many = (memory_of(programs, server, scratch, count) for count in (few, many))
    return [Row(f"memory of each of {many:,} targets, {PINGS} answers in its session",
                (of_many - of_few) / (many - few) / 1024, "KiB", most=16)]


def measure(programs: Programs, scratch: Path, quick: bool) -> list[Row]:
    rounds = 1 if quick else 5
    with programs.responds(listen="0.0.0.0") as server:
        rows = pings(programs, server, scratch, rounds, 100 if quick else 1000)
        rows += growth(programs, server, scratch, 1 if quick else 3, [100, 1000] if quick else [100, 1000, 10_000])
        if not quick:
            rows += memory(programs, server, scratch, 100, 10_000)
    return rows

# SPDX-License-Identifier: MIT
"""What a ping costs the responder's one thread, with many connections beside each other."""

from contextlib import ExitStack
import csv
import os

from peers import Load, Programs, load, redis
from processes import Server, missing, output_of
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Responder"
PEER = "redis-server, PING"
COUNTS = (1, 50, 1000)
GROWTH = (10, 100, 1000)


def asking_processes(connections: int) -> int:
    """More than one, or the clients would be what is measured; one core is for the responder."""
    return max(1, min(connections, (os.cpu_count() or 1) - 1, 3))


def our_pings(responder: Server, asking: list[Load], seconds: float) -> Measured:
    before = responder.processor_time()
    for one in asking:
        one.begin("ping", seconds)
    results = [one.result() for one in asking]
    used = responder.processor_time() - before
    answered = sum(count for count, _ in results)
    return {"rate": answered / max(took for _, took in results), "each": used / answered * 1e6}


def redis_pings(server: Server, connections: int, count: int) -> Measured:
    before = server.processor_time()
    text = output_of(["redis-benchmark", "-p", str(server.port), "-c", str(connections), "-n", str(count),
                      "--threads", str(asking_processes(connections)), "-t", "ping_mbulk", "--csv"])
    used = server.processor_time() - before
    return {"rate": float(next(csv.DictReader(text.splitlines()))["rps"]), "each": used / count * 1e6}


def with_connections(programs: Programs, connections: int, rounds: int, seconds: float) -> dict[str, Measured]:
    with ExitStack() as started:
        responder = started.enter_context(programs.responds())
        processes = asking_processes(connections)
        asking = started.enter_context(load(programs, responder.port, processes))
        for number, one in enumerate(asking):
            one.begin("connect", connections // processes + (number < connections % processes))
            one.result()
        sides = {OURS: lambda: our_pings(responder, asking, seconds)}
        if not missing("redis-server", ""):
            server = started.enter_context(redis())
            rate = 25_000 if connections == 1 else 150_000  # about, for runs that are about as long
            sides[PEER] = lambda: redis_pings(server, connections, int(rate * seconds))
        return alternate(rounds, sides)


def measure(programs: Programs, rounds: int, seconds: float) -> list[Row]:
    seen = {count: with_connections(programs, count, rounds, seconds)
            for count in sorted({*COUNTS, *GROWTH})}
    rows = []
    for count in COUNTS:
        peer = seen[count].get(PEER, {})
        many = f"{count:,} connection{'s' if count > 1 else ''}"
        rows.append(Row(f"responder's processor time for a ping, {many}", seen[count][OURS]["each"], "us",
                        PEER, peer.get("each"), 1.0 if count == 50 else None))
        rows.append(Row(f"pings of one thread, {many}", seen[count][OURS]["rate"] / 1000, "thousand/s",
                        PEER, peer["rate"] / 1000 if peer else None))
    few, *others = GROWTH
    for count in others:
        rows.append(Row(f"growth: processor time for a ping, {count:,} connections", seen[count][OURS]["each"],
                        "us", f"with {few}", seen[few][OURS]["each"], 1.1))
        if PEER in seen[count] and PEER in seen[few]:
            rows.append(Row(f"growth: the same of {PEER}", seen[count][PEER]["each"], "us", f"with {few}",
                            seen[few][PEER]["each"]))
    return rows

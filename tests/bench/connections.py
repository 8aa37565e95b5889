# SPDX-License-Identifier: MIT
"""What it costs a server to take a connection, and to have it while it is idle."""

from contextlib import ExitStack
import socket

from peers import Programs, load, redis
from processes import Server, missing
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Responder"
PEER = "redis-server"
GROWTH = (100, 1000, 10_000)
USUAL = 1000


def cost(server: Server, before: tuple[float, int], count: int) -> Measured:
    """What each of so many connections has cost since then."""
    processor, memory = before
    return {"processor": (server.processor_time() - processor) / count * 1e6,
            "memory": (server.memory() - memory) / count / 1024}


def our_connections(programs: Programs, count: int) -> Measured:
    with programs.responds() as responder, load(programs, responder.port) as (client,):
        client.begin("connect", 1)  # what the first one alone needs is not counted
        client.result()
        before = responder.processor_time(), responder.memory()
        client.begin("connect", count)
        client.result()
        return cost(responder, before, count)


def redis_connection(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"PING\r\n")
    if connection.recv(100) != b"+PONG\r\n":
        raise RuntimeError("a wrong answer of redis-server")
    return connection


def redis_connections(count: int) -> Measured:
    with redis() as server, ExitStack() as connected:
        connected.enter_context(redis_connection(server.port))
        before = server.processor_time(), server.memory()
        for _ in range(count):
            connected.enter_context(redis_connection(server.port))
        return cost(server, before, count)


def measure(programs: Programs, rounds: int) -> list[Row]:
    seen = {}
    for count in GROWTH:
        sides = {OURS: lambda: our_connections(programs, count)}
        if not missing("redis-server", ""):
            sides[PEER] = lambda: redis_connections(count)
        seen[count] = alternate(rounds, sides)
    return rows_of(seen)


def rows_of(seen: dict[int, dict[str, Measured]]) -> list[Row]:
    ours = seen[USUAL][OURS]
    peer = seen[USUAL].get(PEER, {})
    rows = [Row("memory of an idle connection", ours["memory"], "KiB", PEER, peer.get("memory"), 1.0),
            Row("memory of an idle connection", ours["memory"], "KiB", most=4),
            Row("processor time of a connection, its handshake and a ping", ours["processor"], "us",
                f"{PEER}, no handshake", peer.get("processor")),
            Row("connections with handshake and ping, of one core", 1000 / ours["processor"], "thousand/s")]
    few, *others = GROWTH
    for what, unit in (("memory", "KiB"), ("processor", "us")):
        for count in others:
            rows.append(Row(f"growth: {what} of each of {count:,} connections", seen[count][OURS][what], unit,
                            f"of {few}", seen[few][OURS][what], 1.1))
    return rows

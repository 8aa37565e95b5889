# SPDX-License-Identifier: MIT
"""How long a ping over one connection takes."""

from contextlib import ExitStack
from pathlib import Path
import csv
import json
import re

from peers import Programs, redis, sockperf
from processes import Server, missing, output_of
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Ping"
FLOOR = "bare 44-byte echo"

# Where the server and the client run, and how much slower than the floor a ping may be there. Unpinned, the
# scheduler puts both on one core or on two, as it likes: that ratio moves between those of the other two.
PLACES = {"unpinned": ((None, None), 1.05), "all on one core": ((0, 0), 1.25), "a core for each side": ((0, 1), None)}


def our_pings(programs: Programs, server: Server, count: int, core: int | None, scratch: Path) -> Measured:
    """As the run's own JSON has them."""
    file = scratch / "round-trip.json"
    output_of([programs.ping, "-q", "-c", str(count), "--json", str(file), f"127.0.0.1:{server.port}"], core)
    with file.open() as lines:
        *_, last = lines
    times = json.loads(last)["round_trip"]
    return {"p50": times["median_ms"] * 1000, "p99": times["p99_ms"] * 1000}


def bare_pings(programs: Programs, server: Server, count: int, core: int | None) -> Measured:
    times = json.loads(output_of([programs.bare_echo, "ping", str(server.port), str(count)], core))
    return {"p50": times["p50_us"], "p99": times["p99_us"]}


def redis_pings(server: Server, count: int, core: int | None) -> Measured:
    text = output_of(["redis-benchmark", "-p", str(server.port), "-c", "1", "-n", str(count), "-t",
                      "ping_mbulk", "--csv", "--precision", "3"], core)
    times = next(csv.DictReader(text.splitlines()))
    return {"p50": float(times["p50_latency_ms"]) * 1000, "p99": float(times["p99_latency_ms"]) * 1000}


def sockperf_pings(server: Server, seconds: int, core: int | None) -> Measured:
    text = output_of(["sockperf", "ping-pong", "--tcp", "-i", "127.0.0.1", "-p", str(server.port), "-m", "44",
                      "-t", str(seconds), "--full-rtt"], core)
    found = {percent: float(value) for percent, value in
             re.findall(r"percentile (50\.000|99\.000)\s*=\s*([\d.]+)", text)}
    return {"p50": found["50.000"], "p99": found["99.000"]}


def measure(programs: Programs, scratch: Path, rounds: int, count: int) -> list[Row]:
    rows = []
    for where, ((server_core, core), most_ratio) in PLACES.items():
        with ExitStack() as started:
            responder = started.enter_context(programs.responds(server_core))
            echo = started.enter_context(programs.echoes(server_core))
            sides = {OURS: lambda: our_pings(programs, responder, count, core, scratch),
                     FLOOR: lambda: bare_pings(programs, echo, count, core)}
            if not missing("sockperf", ""):
                sockperf_server = started.enter_context(sockperf(server_core))
                sides["sockperf ping-pong"] = lambda: sockperf_pings(sockperf_server, 1, core)
            if not missing("redis-server", ""):
                redis_server = started.enter_context(redis(server_core))
                sides["redis PING"] = lambda: redis_pings(redis_server, count, core)
            rows += rows_of(alternate(rounds, sides), where, most_ratio)
    return rows


def rows_of(seen: dict[str, Measured], where: str, most_ratio: float | None) -> list[Row]:
    rows = []
    for percentile in ("p50", "p99"):
        for peer in seen:
            if peer != OURS:
                is_goal = peer == FLOOR and percentile == "p50"
                rows.append(Row(f"round trip {percentile}, {where}", seen[OURS][percentile], "us", peer,
                                seen[peer][percentile], most_ratio if is_goal else None))
    return rows

# SPDX-License-Identifier: MIT
"""What the parts of a ping cost a processor: the program `micro`, and whether a byte costs more in a crowd."""

import json

from peers import Programs
from processes import output_of
from table import Row

LARGE = 60_000


def time_of(programs: Programs, part: str) -> float:
    """Of a part alone, in microseconds."""
    text = output_of([programs.micro, "--benchmark_format=json", f"--benchmark_filter=^{part}$"])
    return json.loads(text)["benchmarks"][0]["cpu_time"] / 1000


def measure(programs: Programs, rounds: int) -> list[Row]:
    text = output_of([programs.micro, "--benchmark_format=json", f"--benchmark_repetitions={rounds}",
                      "--benchmark_min_time=0.05", "--benchmark_enable_random_interleaving=true",
                      "--benchmark_report_aggregates_only=true"])
    times = {one["run_name"]: one["cpu_time"] / 1000 for one in json.loads(text)["benchmarks"]
             if one["aggregate_name"] == "median"}
    return rows_of(dict(sorted(times.items())))


def rows_of(times: dict[str, float]) -> list[Row]:
    rows = []
    for name, time in times.items():
        part, _, size = name.partition("/")
        if size in ("0", str(LARGE)):
            what = f"{part.replace('_', ' ')}, {int(size):,} bytes"
            rows.append(Row(f"micro: {what}", time, "us", most=1.0 if name == "packets_of_a_ping/0" else None))
    rows.append(Row("micro: both sides of a handshake", times["handshakes"], "us", "their X25519 alone",
                    times["x25519"]))
    rows += growth(times)
    return rows


def growth(times: dict[str, float]) -> list[Row]:
    """A byte more of a payload must not cost more than the byte before."""
    empty = times["ping/0"]
    of_a_byte = {size: (times[f"ping/{size}"] - empty) / size * 1000 for size in (600, 6_000, LARGE)}
    first, *others = of_a_byte
    return [Row(f"growth: each byte of a payload of {size:,}", of_a_byte[size], "ns", f"of one of {first:,}",
                of_a_byte[first], 1.1) for size in others]

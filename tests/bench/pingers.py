# SPDX-License-Identifier: MIT
"""What a pinger keeps in memory: whoever has many targets has as many of them."""

import re

from peers import Programs
from processes import output_of
from table import Row

MEASURED = re.compile(r"with (\d+) bytes of memory each before their run, and (\d+) idle")


def measure(programs: Programs, count: int) -> list[Row]:
    no_limit = "0"
    text = output_of([programs.idle_pingers, programs.responder, str(count), no_limit, no_limit])
    made, idle = (int(number) / 1024 for number in MEASURED.search(text).groups())
    return [Row(f"pingers: memory of one of {count:,}, before its run", made, "KiB", most=8.0),
            Row(f"pingers: memory of one of {count:,}, idle in its session", idle, "KiB")]

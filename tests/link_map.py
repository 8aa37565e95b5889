# SPDX-License-Identifier: MIT
"""What a linker's map (--Map with --cref) says of the code that a build has compiled itself, apart from that of libraries."""

from dataclasses import dataclass
from pathlib import Path
import re

# A section of an object: its address, its size and its file; a long name is on a line of its own.
SECTION = re.compile(r"^ \.text\S*\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (.+)$", re.MULTILINE)
# What the compiler's checks call, and the first of the files that define or use it; each of the others is on a line of its own.
CHECK = re.compile(r"^(?:std::)?(__\w+_chk|__chk_fail|__stack_chk_fail|__glibcxx_assert_fail)(?:\(.*?\))?\s+(\S.*)$")


def is_own(file: str) -> bool:
    """Ninja names what it builds by a path from the build directory; what link-time optimisation makes is elsewhere."""
    return not file.startswith("/") or ".ltrans" in file


@dataclass
class OwnCode:
    parts: list[range]  # addresses
    checks: set[str]  # functions that it calls where it checks itself


def own_code(map_file: Path) -> OwnCode:
    text = map_file.read_text(encoding="utf-8", errors="replace")
    layout, _, table = text.partition("\nCross Reference Table\n")
    layout = layout[layout.index("\nLinker script and memory map\n"):]
    parts = [range(int(begin, 16), int(begin, 16) + int(size, 16))
             for begin, size, file in SECTION.findall(layout) if int(begin, 16) and int(size, 16) and is_own(file)]
    checks = set()
    symbol = ""
    for line in table.splitlines():
        if found := CHECK.match(line):
            symbol, file = found.groups()
        elif line.startswith(" "):
            file = line.strip()
        else:
            symbol = ""
        if symbol and is_own(file):
            checks.add(symbol)
    return OwnCode(parts, checks)

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that shipped programs (ELF) are hardened as Debian's hardening=+all has it.

    tests/check_hardening.py PROGRAM...

Position-independent, all symbols bound at the start and then read-only (full RELRO), no executable stack,
no memory that is both writable and executable, no text relocations, no library but the C library's."""

import re
import subprocess
import sys

C_LIBRARY = re.compile(r"lib(c|m|pthread|dl|rt)\.so\.\d+|ld-linux.*")


def readelf(*arguments: str) -> str:
    done = subprocess.run(["readelf", "--wide", *arguments], capture_output=True, text=True, check=False,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    if done.returncode or done.stderr:
        sys.exit(f"readelf: {done.stderr.strip()}")
    return done.stdout


def segments(program: str) -> list[tuple[str, str]]:
    """The type and the flags of each."""
    return re.findall(r"^  ([A-Z_]+)(?: +0x[0-9a-f]+){5} ([R ][W ][E ]) 0x[0-9a-f]+$",
                      readelf("--program-headers", program), re.MULTILINE)


def faults(program: str) -> list[str]:
    text = readelf("--dynamic", program)
    dynamic = set(re.findall(r"^ 0x[0-9a-f]+ \((\w+)\)", text, re.MULTILINE))
    flags = " ".join(re.findall(r"\(FLAGS(?:_1)?\) +(.*)", text)).replace("Flags:", "").split()
    parts = segments(program)
    stack = [rights for kind, rights in parts if kind == "GNU_STACK"]
    foreign = [name for name in re.findall(r"\(NEEDED\).*\[(.*)\]", text) if not C_LIBRARY.fullmatch(name)]
    promises = {
        "it is not position-independent (-pie)": "PIE" in flags,
        "symbols are bound late (-z now)": "NOW" in flags,
        "no part becomes read-only after relocation (-z relro)": "GNU_RELRO" in dict(parts),
        "its stack may be executable (-z noexecstack)": len(stack) == 1 and "E" not in stack[0],
        "a segment is both writable and executable": not any("W" in rights and "E" in rights for _, rights in parts),
        "it has text relocations": "TEXTREL" not in dynamic and "TEXTREL" not in flags,
        "it looks for libraries in a directory of its own": not {"RPATH", "RUNPATH"} & dynamic,
        f"it needs more than the C library: {' '.join(foreign)}": not foreign,
    }
    return [fault for fault, kept in promises.items() if not kept]


def main() -> int:
    found = [f"{program}: {fault}" for program in sys.argv[1:] for fault in faults(program)]
    print("\n".join(found) or f"hardened: {' '.join(sys.argv[1:])}")
    return 1 if found or not sys.argv[1:] else 0


sys.exit(main())

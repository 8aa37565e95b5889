#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a command on a system that lets nobody attach a socket filter, as some containers and kernels do.

    tests/without_socket_filters.py COMMAND [ARGUMENTS]"""

import ctypes
import errno
import os
import platform
import socket
import struct
import sys

SKIPPED = 77  # what CTest takes for "not run"
ATTACH_FILTER, TAKE_ALL = 26, (0x06, 0, 0, 0xFFFFFFFF)  # asm-generic/socket.h; a filter that drops nothing
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER_MODE = 38, 22, 2  # linux/prctl.h
# Number of setsockopt and name of the architecture to seccomp, by linux/audit.h.
SYSTEMS = {"x86_64": (54, 0xC000003E), "aarch64": (208, 0xC00000B7)}
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06  # classic BPF
NUMBER, ARCHITECTURE, SECOND, THIRD = 0, 4, 24, 32  # offsets in linux/seccomp.h's seccomp_data
ALLOW, FAIL = 0x7FFF0000, 0x00050000


def program_of(lines: list[tuple[int, int, int, int]]) -> tuple[bytes, ctypes.Array]:
    """A sock_fprog, and what it points to."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    return struct.pack("HP", len(lines), ctypes.addressof(code)), code


def forbid(number: int, architecture: int) -> None:
    """From now on that call fails with EPERM in this process and its children when a filter is to be attached."""
    wanted = [(ARCHITECTURE, architecture), (NUMBER, number), (SECOND, socket.SOL_SOCKET), (THIRD, ATTACH_FILTER)]
    lines = []
    for place, (offset, value) in enumerate(wanted):
        lines += [(LOAD, 0, 0, offset), (EQUALS, 0, 2 * (len(wanted) - place) - 1, value)]
    program, code = program_of([*lines, (RETURN, 0, 0, FAIL | errno.EPERM), (RETURN, 0, 0, ALLOW)])
    library = ctypes.CDLL(None, use_errno=True)
    for call in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SET_SECCOMP, FILTER_MODE, program, 0, 0)):
        if library.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    del code


def is_forbidden() -> bool:
    program, code = program_of([TAKE_ALL])
    try:
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, ATTACH_FILTER, program)
    except PermissionError:
        return True
    finally:
        del code
    return False


def main(argv: list[str]) -> int:
    if len(argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if platform.machine() not in SYSTEMS:
        print(f"nothing is known of the system calls of {platform.machine()}")
        return 1 if "CI" in os.environ else SKIPPED
    forbid(*SYSTEMS[platform.machine()])
    if not is_forbidden():
        print("the system still lets a filter be attached")
        return 1
    os.execv(argv[1], argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv))

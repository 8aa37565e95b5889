# SPDX-License-Identifier: MIT
"""What a case needs that not every machine has."""

from contextlib import suppress
import ctypes
import os
import re
import socket
import subprocess

from case_file import Case
from child import has_sanitizer, has_thread_sanitizer
from service_setup import SETUPS
from services import where_is


def has_ipv6() -> bool:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


def is_squid(fits) -> bool:
    """Whether there is a Squid whose major version fits."""
    program = where_is("squid")
    if not program:
        return False
    said = subprocess.run([program, "-v"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"Version (\d+)", said)
    return found is not None and fits(int(found[1]))


def has_libidn2() -> bool:
    with suppress(OSError):
        ctypes.CDLL("libidn2.so.0")
        return True
    return False


NEEDS = {"libidn2": has_libidn2, "squid 5": lambda: is_squid(lambda version: version <= 5),
         "squid 6": lambda: is_squid(lambda version: version >= 6), "ipv6": has_ipv6, "dev full": lambda: os.path.exists("/dev/full"),
         "proc": lambda: os.path.exists("/proc/self/cmdline"),
         "no proc": lambda: not NEEDS["proc"](),
         "permissions": lambda: os.geteuid() != 0, "root": lambda: os.geteuid() == 0}


# Whether the build of a program has what the case can't do with.
SPOILERS = {
    # It refuses the address space that a large stack's limit makes, and can keep a signal back.
    "no thread sanitizer": has_thread_sanitizer,
    # The one of undefined behaviour takes a descriptor to look at an object.
    "no sanitizer": has_sanitizer}


def missing_features(case: Case, programs: dict[str, str]) -> list[str]:
    """What the machine itself lacks, or the build of the programs."""
    def is_missing(need: str) -> bool:
        return any(map(SPOILERS[need], programs.values())) if need in SPOILERS else not NEEDS[need]()

    needs = [need for need in case.fields.get("needs", "").split(", ") if need]
    return [need for need in needs if is_missing(need)]


def missing_programs(case: Case) -> list[str]:
    """What can be installed: the programs of the case's services."""
    servers = [case.fields.get(field) for field in ("peer", "proxy")]
    return [program for server in servers if server in SETUPS
            for program in SETUPS[server].programs if not where_is(program)]

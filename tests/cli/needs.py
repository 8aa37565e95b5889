# SPDX-License-Identifier: MIT
"""What a case needs that not every machine has."""

from contextlib import suppress
import os
import socket

from case_file import Case
from service_setup import SETUPS
from services import where_is


def has_ipv6() -> bool:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


NEEDS = {"ipv6": has_ipv6, "dev full": lambda: os.path.exists("/dev/full"),
         "proc": lambda: os.path.exists("/proc/self/cmdline"),
         "permissions": lambda: os.geteuid() != 0}


def missing_features(case: Case) -> list[str]:
    """What the machine itself lacks."""
    needs = [need for need in case.fields.get("needs", "").split(", ") if need]
    return [need for need in needs if not NEEDS[need]()]


def missing_programs(case: Case) -> list[str]:
    """What can be installed: the programs of the case's services."""
    servers = [case.fields.get(field) for field in ("peer", "proxy")]
    return [program for server in servers if server in SETUPS
            for program in SETUPS[server].programs if not where_is(program)]

# SPDX-License-Identifier: MIT
"""Three vantage points, a network between them and many servers: network namespaces with a real kernel as the router.

    perth, london, denver - router - servers

Prometheus runs on the router, which reaches all of them. One namespace has the addresses of all servers."""

from contextlib import ExitStack
import itertools
import os
from pathlib import Path
import subprocess

from lab import LabError
from namespaces import command_in, inside, ip, remove_namespaces
from sites import Sites

VANTAGE_POINTS = ["perth", "london", "denver"]
ROUTER, SERVERS = "router", "servers"
FORGETS_AFTER = 3  # seconds; less than the interval between two probes over a kept session
SERIAL = itertools.count()


def server_address(number: int) -> str:
    return f"10.80.100.{number}"


def vantage_address(place: str) -> str:
    return f"10.80.{1 + VANTAGE_POINTS.index(place)}.1"


def rule_set(rules: list[str]) -> str:
    lines = "\n".join(rules)
    return f"""table inet path
        delete table inet path
        table inet path {{
            chain forward {{
                type filter hook forward priority 0;
                {lines}
            }}
        }}"""


# Rules of the router. A way is a vantage point and a server.
def drops(place: str, server: int) -> str:
    return f'iifname "{place}" ip daddr {server_address(server)} tcp dport 5000 drop'


def forgets(place: str, server: int) -> str:
    """What belongs to no connection that the router knows. See FORGETS_AFTER."""
    return f'iifname "{place}" ip daddr {server_address(server)} ct state invalid drop'


def loses(place: str, server: int) -> str:
    """Every fourth segment with data."""
    return f'iifname "{place}" ip daddr {server_address(server)} tcp flags & psh == psh numgen inc mod 4 == 0 drop'


class Places:
    """For the length of a `with` block."""

    def __init__(self):
        self.name = f"mo{os.getpid()}-{next(SERIAL)}"

    def namespace(self, of: str) -> str:
        return f"{self.name}{of[0]}"

    def all_namespaces(self) -> list[str]:
        return [self.namespace(of) for of in (*VANTAGE_POINTS, ROUTER, SERVERS)]

    def __enter__(self) -> "Places":
        with ExitStack() as stack:
            stack.callback(self.close)
            try:
                self.build()
            except OSError as error:
                raise LabError(str(error)) from None
            stack.pop_all()
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        remove_namespaces(self.all_namespaces())

    def build(self) -> None:
        ip("-batch", "-", lines="".join(f"netns add {one}\n" for one in self.all_namespaces()))
        router, servers = self.namespace(ROUTER), self.namespace(SERVERS)
        for number, place in enumerate(VANTAGE_POINTS, 1):
            here = self.namespace(place)
            Sites.link(here, "left", f"10.80.{number}.1/24", router, place, f"10.80.{number}.254/24")
            ip("-n", here, "route", "add", "default", "via", f"10.80.{number}.254")
        Sites.link(servers, "left", "10.80.99.1/24", router, SERVERS, "10.80.99.254/24")
        ip("-n", servers, "route", "add", "default", "via", "10.80.99.254")
        ip("-n", servers, "route", "add", "local", "10.80.100.0/24", "dev", "lo")
        ip("-n", router, "route", "add", "10.80.100.0/24", "via", "10.80.99.1")
        Sites.forward(router)

    def set_rules(self, rules: list[str]) -> None:
        with inside(self.namespace(ROUTER)):
            subprocess.run(["nft", "-f", "-"], input=rule_set(rules), check=True, text=True)
            for name, value in (("tcp_loose", 0), ("tcp_timeout_established", FORGETS_AFTER)):
                Path(f"/proc/sys/net/netfilter/nf_conntrack_{name}").write_text(str(value))

    def command(self, place: str, command: list[str]) -> list[str]:
        return command_in(self.namespace(place), command)

    def inside(self, place: str):
        """The calling thread is there for the block."""
        return inside(self.namespace(place))

# SPDX-License-Identifier: MIT
"""A namespace in a chain: its addresses, its routes, and what runs there."""

from collections.abc import Iterable
import contextlib
from dataclasses import dataclass, field
from pathlib import Path
import subprocess

from lab import LabError
from namespaces import inside

ANYWHERE = "0.0.0.0/0", "::/0"
SERVERS_NETWORK = 9


def network(place: int) -> tuple[str, str]:
    """Each router has one to itself, as have the client (0) and the server (9)."""
    return f"10.78.{place}.0/24", f"fd78:{place}::/64"


@dataclass
class State:
    """What a node was told for the sake of faults."""
    rules: str
    settings: dict[str, str] = field(default_factory=dict)
    mtus: dict[str, int] = field(default_factory=dict)
    loop: bool = False


class Node:
    """A namespace: of the client (place 0), a router, or the server (behind the last router).

    Devices to the left lead to the client, those to the right to the server."""

    def __init__(self, namespace: str, place: int, addresses: tuple[str, str]):
        self.namespace, self.place, self.addresses = namespace, place, addresses
        self.left: list[tuple[str, "Node"]] = []  # device, and who is at its other end
        self.right: list[tuple[str, "Node"]] = []

    def hops(self, way: str, family: int) -> str:
        """How a route goes on that way; spread over both routers where there are two."""
        peers = self.left if way == "left" else self.right
        if way == "left":
            peers = peers[:1]
        far = "fe80::1" if way == "left" else "fe80::2"
        hops = [f"via {far if family == 6 else peer.addresses[0]} dev {device} onlink"
                for device, peer in peers]
        return hops[0] if len(hops) == 1 else "".join(f"nexthop {hop} " for hop in hops)

    def device_lines(self) -> Iterable[str]:
        yield "link set lo up"
        for device, far in [*((name, "fe80::2") for name, _ in self.left),
                            *((name, "fe80::1") for name, _ in self.right)]:
            # Each packet by itself, so that a router sees the lengths that a link would.
            yield f"link set {device} addrgenmode none gso_max_segs 1 up"
            yield f"addr add {far}/64 dev {device} nodad"
        ends = [name for name, _ in (*self.left, *self.right)]
        device = "lo" if self.left and self.right else ends[0]
        yield f"addr add {self.addresses[0]}/32 dev {device}"
        yield f"addr add {self.addresses[1]}/128 dev {device} nodad"

    def route_lines(self, mtus: dict[str, int], loop: bool = False) -> Iterable[str]:
        """To all networks, with the sizes of packets on the ways to the left and to the right. With a
        loop, what is for the right goes left."""
        lock = "lock " if self.left and self.right else ""  # a router forwards nothing longer then
        mtu = {way: f"mtu {lock}{size}" for way, size in mtus.items()}
        for index, family in enumerate((4, 6)):
            if self.left:
                hops = self.hops("left", family)
                nets = [network(place)[index] for place in range(self.place)]
                for net in nets if self.right else [ANYWHERE[index]]:
                    yield f"route replace {net} {mtu.get('left', '')} {hops}"
            if not self.right:
                continue
            is_last = not self.right[0][1].right  # it knows the server's network, and nothing else
            net = network(SERVERS_NETWORK)[index] if is_last else ANYWHERE[index]
            if loop:
                hops = self.hops("left", family)
            else:
                hops = f"dev {self.right[0][0]}" if is_last else self.hops("right", family)
            yield f"route replace {net} {mtu.get('right', '')} {hops}"

    def write(self, settings: dict[str, str]) -> None:
        """These settings of its kernel, below /proc/sys/net."""
        with inside(self.namespace):
            for name, value in settings.items():
                Path("/proc/sys/net", name).write_text(value)

    def run(self, command: list[str], lines: str) -> subprocess.Popen:
        """It runs in this namespace, and reads the lines."""
        with inside(self.namespace):
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True)
        with contextlib.suppress(BrokenPipeError):  # then it says why
            process.stdin.write(lines)
            process.stdin.close()
        process.stdin = None
        return process


def lines_of(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def finish(process: subprocess.Popen) -> str:
    """What it printed. LabError when it fails."""
    text, _ = process.communicate()
    if process.returncode:
        raise LabError(f"{' '.join(process.args)}: {text.strip()}")
    return text

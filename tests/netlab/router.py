# SPDX-License-Identifier: MIT
"""The process between the two namespaces: it copies packets, with the faults that it was told to have.

    router.py NAME     with a control socket as its standard input: see Lab."""

from collections import Counter
import contextlib
import heapq
import itertools
import json
import math
import os
import random
import select
import signal
import socket
import sys
import time

from faults import LAB_FAULTS, NO_EVENTS, PATH_FAULTS, ports, resolve
from namespaces import MTU, make_namespace, remove_namespace
from packets import (CLIENT, CLIENT6, REFUSALS, SERVER, SERVER6, Packet, refusal, reset_to_sender,
                     reset_to_target, too_big)

BURST = 2 * MTU  # bytes that the bandwidth limit lets through at once
QUEUE_SECONDS = 1.0  # a packet that would wait longer for bandwidth is dropped


class Way:
    """One direction of the path: its faults, its random numbers, its counters."""

    def __init__(self, name: str, source: int, sink: int):
        self.source, self.sink = source, sink  # file descriptors of the TUN devices
        self.faults = dict.fromkeys(PATH_FAULTS, 0)
        self.random = random.Random(name)  # the same numbers every time
        counted = [fault for fault in (*PATH_FAULTS, *LAB_FAULTS) if fault not in NO_EVENTS]
        self.count = Counter(dict.fromkeys(["packets", "delivered", "injected", *counted], 0))
        self.last_due = 0.0  # when the latest packet arrives
        self.bucket_full = 0.0  # when the token bucket of the bandwidth limit is full again

    def happens(self, fault: str) -> bool:
        return self.faults[fault] > 0 and self.random.random() < self.faults[fault]


class Router:
    def __init__(self, client_fd: int, server_fd: int):
        self.c2s = Way("c2s", client_fd, server_fd)
        self.s2c = Way("s2c", server_fd, client_fd)
        self.faults = {name: frozenset() if read is ports else 0
                       for name, read in LAB_FAULTS.items()}
        self.flows = {}  # both ends of a TCP connection -> when it was last seen
        self.heap = []  # (due, serial, way, packet)
        self.serial = itertools.count()

    def set(self, faults: dict[str, str]) -> None:
        for name, value in resolve(faults).items():
            if name in LAB_FAULTS:
                self.faults[name] = value
            else:
                getattr(self, name[-3:]).faults[name[:-4]] = value

    def run_due(self) -> None:
        while self.heap and self.heap[0][0] <= time.monotonic():
            _, _, way, raw = heapq.heappop(self.heap)
            with contextlib.suppress(OSError):  # the device may be down; then the packet is lost
                os.write(way.sink, raw)
                way.count["delivered"] += 1

    def transmit(self, way: Way, raw: bytes, now: float) -> None:
        """Sends a packet through the bandwidth limit and the delay."""
        leaves = now
        if way.faults["rate"]:
            bytes_per_second = way.faults["rate"] * 1000 / 8
            bucket_full = max(way.bucket_full, now) + len(raw) / bytes_per_second
            leaves = max(now, bucket_full - BURST / bytes_per_second)
            if leaves > now + QUEUE_SECONDS:
                way.count["rate"] += 1
                return
            way.bucket_full = bucket_full
        way.last_due = max(way.last_due, leaves + way.faults["delay"] / 1000)
        heapq.heappush(self.heap, (way.last_due, next(self.serial), way, raw))

    def inject(self, way: Way, raw: bytes, now: float) -> None:
        way.count["injected"] += 1
        self.transmit(way, raw, now)

    def forgotten(self, packet: Packet, now: float) -> bool:
        """Whether a firewall that forgets silent connections drops this segment. If not, it notes it."""
        flow = frozenset(((packet.source, packet.source_port), (packet.target, packet.target_port)))
        limit = self.faults["idle_forget"]
        if limit and not packet.opening and now - self.flows.get(flow, -math.inf) > limit:
            return True
        self.flows[flow] = now
        return False

    def port_verdict(self, packet: Packet, now: float) -> str | None:
        """The fault that a segment from the client meets at the server's port, or None."""
        if packet.opening:
            faults = ("filtered", *REFUSALS, "reject_rst")
        else:
            faults = ("drop_after_connect", "reset_after_connect") if packet.data else ()
        if not packet.opening and packet.data and packet.target_port in self.faults["icmp_beside"]:
            self.c2s.count["icmp_beside"] += 1
            self.inject(self.s2c, refusal(packet, "reject_host"), now)
        fault = next((name for name in faults if packet.target_port in self.faults[name]), None)
        if fault in REFUSALS:
            self.inject(self.s2c, refusal(packet, fault), now)
        elif fault in ("reject_rst", "reset_after_connect"):
            self.inject(self.s2c, reset_to_sender(packet), now)
        if fault == "reset_after_connect":
            self.inject(self.c2s, reset_to_target(packet), now)
        return fault

    def verdict(self, way: Way, packet: Packet, now: float) -> str | None:
        """The fault that takes this packet away, or None: it passes."""
        if way.faults["outage"]:
            return "outage"
        if packet.tcp and self.forgotten(packet, now):
            return "idle_forget"
        if packet.tcp and way is self.c2s and (fault := self.port_verdict(packet, now)):
            return fault
        if 0 < way.faults["mtu"] < len(packet.raw):
            if self.faults["mtu_icmp"]:
                back = self.s2c if way is self.c2s else self.c2s
                self.inject(back, too_big(packet, way.faults["mtu"]), now)
            return "mtu"
        if packet.tcp and packet.data and way.happens("loss"):
            return "loss"
        return None

    def forward(self, way: Way, raw: bytes, now: float) -> None:
        packet = Packet(raw)
        if packet.target[0] == 0xff:  # version 6 multicast: the kernel's own chatter
            return
        way.count["packets"] += 1
        if fault := self.verdict(way, packet, now):
            way.count[fault] += 1
        else:
            self.transmit(way, raw, now)

    def obey(self, message: bytes) -> bytes:
        """Sets the faults in the lab's message, which may be none. The answer: the counters."""
        self.set(json.loads(message))
        return json.dumps({"c2s": self.c2s.count, "s2c": self.s2c.count}).encode()

    def serve(self, control: socket.socket) -> None:
        """Routes until the lab closes the control socket."""
        while True:
            wait = max(0.0, self.heap[0][0] - time.monotonic()) if self.heap else None
            readable, _, _ = select.select([control, self.c2s.source, self.s2c.source], [], [], wait)
            self.run_due()
            if control in readable:
                if not (message := control.recv(65536)):
                    return
                control.send(self.obey(message))
            for way in (self.c2s, self.s2c):
                with contextlib.suppress(BlockingIOError):
                    for _ in range(64 * (way.source in readable)):  # then look at the clock again
                        self.forward(way, os.read(way.source, 65536), time.monotonic())
            self.run_due()


def main(name: str) -> None:
    """Works until the lab closes its end or dies; then removes the namespaces and all that runs in them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    control, lab = socket.socket(fileno=0), os.getppid()
    try:
        ends = (make_namespace(name + "c", CLIENT, CLIENT6),
                make_namespace(name + "s", SERVER, SERVER6))
        control.send(b"{}")
        Router(*ends).serve(control)
    except OSError as error:  # nobody is left to hear it when the lab has gone
        with contextlib.suppress(OSError):
            control.send(json.dumps({"error": str(error)}).encode())
    finally:
        remove_namespace(name + "c", lab)
        remove_namespace(name + "s", lab)


if __name__ == "__main__":
    main(*sys.argv[1:])

# SPDX-License-Identifier: MIT
"""A client's namespace, a server's, and real kernels as routers between them."""

from collections import Counter
from collections.abc import Iterable, Sequence
import itertools
import json
import os
from pathlib import Path
import re
import subprocess

from chain_faults import Effect, client_fault, link_fault, router_fault, rule_set
from chain_line import FAULTS as LINE_FAULTS, Line, read_line_faults
from chain_node import Node, State, finish, lines_of
from lab import LabError
from namespaces import command_in, ip, remove_namespaces

CLIENT, CLIENT6 = "10.78.0.1", "fd78::1"
SERVER, SERVER6 = "10.78.9.2", "fd78:9::2"
# Connections are spread by both addresses, the protocol and both ports (ip-sysctl.rst of Linux). With policy 1
# it would be by a number that the sender's socket has, which routers do not know, and which changes.
BY_PORTS = {f"{ip}/fib_multipath_hash_{name}": value
            for ip in ("ipv4", "ipv6") for name, value in (("policy", "3"), ("fields", "55"))}
MOST_ROUTERS = 8  # the server's network is the ninth
# Where nobody is left to remove a chain. It waits for the end of its standard input.
GUARDIAN = """trap '' INT TERM HUP; read -r _; for name; do
test -e /run/netns/$name || continue
for pid in $(ip netns pids $name); do kill -9 $pid; done
ip netns delete $name
done"""


def read_routers(text: str) -> tuple[int, int | None]:
    """"4" or "4, two at 3" as what a chain takes."""
    match = re.fullmatch(r"(\d+)(?:, two at (\d+))?", text)
    if not match:
        raise ValueError(f"{text!r} is not N, or N, two at M")
    return int(match[1]), int(match[2]) if match[2] else None


def links_as_lines(texts: Iterable[tuple[str, str]]) -> set[int]:
    """The links that such texts as ("link 2", "delay 10, mtu 1400") want to be lines."""
    return {int(place.removeprefix("link ")) for place, text in texts
            if re.fullmatch(r"link \d", place) and re.search(rf"\b({'|'.join(LINE_FAULTS)})\b", text)}


class Chain:
    """client - router 1 - router 2 - … - server, for the length of a `with` block.

    Where there are two routers at one place, the second is "3b", and what comes from the client is
    spread over both by addresses and ports. The answers take the first. Only links that are `lines` can
    have a delay and the like."""

    serial = itertools.count()
    server_addresses = (SERVER, SERVER6)

    def __init__(self, routers: int = 4, two_at: int | None = None, lines: Iterable[int] = ()):
        if not 1 <= routers <= MOST_ROUTERS or two_at is not None and not 1 < two_at < routers:
            raise ValueError(f"1 to {MOST_ROUTERS} routers; two of them not at an end")
        self.name = f"ch{os.getpid()}-{next(Chain.serial)}"
        self.nodes = {"client": Node(f"{self.name}c", 0, (CLIENT, CLIENT6))}
        for place in range(1, routers + 1):
            for number, label in enumerate((str(place), f"{place}b")[:1 + (place == two_at)], 1):
                self.nodes[label] = Node(f"{self.name}r{label}", place,
                                         (f"10.78.{place}.{number}", f"fd78:{place}::{number}"))
        self.nodes["server"] = Node(f"{self.name}s", routers + 1, (SERVER, SERVER6))
        self.lines: dict[int, Line | None] = dict.fromkeys(lines)
        if two_at is not None and {two_at - 1, two_at} & self.lines.keys():
            raise ValueError("a link to two routers has no delay, loss or rate")
        self.routers: dict[str, list[Effect]] = {}
        self.link_faults: dict[int, list[dict[str, Effect]]] = {}
        self.states: dict[str, State] = {}

    def __enter__(self) -> "Chain":
        names = [node.namespace for node in self.nodes.values()]
        self.guardian = subprocess.Popen(["sh", "-c", GUARDIAN, "sh", *names],
                                         stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                         start_new_session=True)
        try:
            self.build()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise LabError(str(error)) from None
            raise
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def links(self) -> Iterable[str]:
        """The lines for ip that make them. A device is called by where it leads: left, right, right-b."""
        nodes = list(self.nodes.values())
        for here, there in itertools.product(nodes, nodes):
            if there.place != here.place + 1:
                continue
            right = "right-b" if here.right else "right"
            left = "left-b" if there.left else "left"
            here.right.append((right, there))
            there.left.append((left, here))
            if here.place not in self.lines:
                yield (f"link add {right} netns {here.namespace} type veth "
                       f"peer name {left} netns {there.namespace}")

    def build(self) -> None:
        nodes = self.nodes.values()
        adds = [f"netns add {node.namespace}" for node in nodes]
        ip("-batch", "-", lines=lines_of([*adds, *self.links()]))
        for node in nodes:
            if node.place in self.lines:
                far = node.right[0][1]
                self.lines[node.place] = Line((node.namespace, "right"), (far.namespace, "left"))
        for line in self.lines.values():
            line.answer()
        configured = []
        for node in nodes:
            settings = {"ipv4/tcp_no_metrics_save": "1"}  # connections all start alike
            # Where there are two ways, answers take one of them, whatever this machine makes of that.
            settings |= {f"ipv4/conf/{device}/rp_filter": "0"
                         for device in ["all", *(name for name, _ in (*node.left, *node.right))]}
            if node.left and node.right:
                settings |= {"ipv4/ip_forward": "1", "ipv6/conf/all/forwarding": "1", **BY_PORTS}
            node.write(settings)
            lines = lines_of([*node.device_lines(), *node.route_lines({})])
            configured.append(node.run(["ip", "-batch", "-"], lines))
        for process in configured:
            finish(process)

    def copiers(self) -> list[int]:
        """The processes that copy packets; otherwise the kernel does."""
        return [line.process.pid for line in self.lines.values()]

    def command(self, side: str, command: list[str], etc: Sequence[Path] = ()) -> list[str]:
        """The command as it runs at the "client", the "server" or a router ("1"); it finds these
        files in /etc."""
        return command_in(self.nodes[side].namespace, command, etc)

    def set(self, faults: dict[str, str]) -> None:
        """Faults of a place, such as {"router 3": "drop 5000, no-icmp", "link 2": "mtu 1400"}, in
        place of those it had; they hold on return. ValueError tells what is wrong with them."""
        for place, text in faults.items():
            kind, _, label = place.partition(" ")
            words = [word.strip() for word in text.split(",") if word.strip() not in ("", "off")]
            if place == "client":
                self.routers["client"] = [client_fault(word) for word in words]
            elif kind == "router" and label in self.nodes and label[0].isdecimal():
                self.routers[label] = [effect for word in words for effect in router_fault(word)]
            elif kind == "link" and label.isdecimal() and int(label) < self.nodes["server"].place:
                self.set_link(int(label), words)
            else:
                raise ValueError(f"{place!r} is no part of the chain")
        try:
            self.apply()
        except OSError as error:
            raise LabError(str(error)) from None

    def set_link(self, link: int, words: list[str]) -> None:
        line_faults, others = read_line_faults(words)
        self.link_faults[link] = [link_fault(word) for word in others]
        if link in self.lines:
            self.lines[link].set(line_faults)
        elif others != words:
            raise ValueError(f"link {link} was made without delay, loss and rate")

    def wanted(self, label: str, node: Node) -> State:
        """How a node is to be. Of a link's faults, its far end drops, and its near end knows."""
        effects = list(self.routers.get(label, []))
        mtus = {}
        for link, faults in self.link_faults.items():
            for way, effect in (item for fault in faults for item in fault.items()):
                near, far, out = ((link, link + 1, "right") if way == "there" else
                                  (link + 1, link, "left"))
                if node.place == far:
                    effects.append(effect)
                if node.place == near and effect.mtu:
                    mtus[out] = effect.mtu
        settings = {name: value for effect in effects for name, value in effect.settings.items()}
        return State(rule_set(effects), settings, mtus, any(effect.loop for effect in effects))

    def apply(self) -> None:
        begun = []
        for label, node in self.nodes.items():
            state, before = self.wanted(label, node), self.states.get(label, State(rule_set([])))
            node.write(state.settings)
            if (state.mtus, state.loop) != (before.mtus, before.loop):
                routes = lines_of(node.route_lines(state.mtus, state.loop))
                begun.append(node.run(["ip", "-batch", "-"], routes))
            if state.rules != before.rules:
                begun.append(node.run(["nft", "-f", "-"], state.rules))
            self.states[label] = state
        for process in begun:
            finish(process)

    def met(self) -> Counter:
        """How many packets met each fault by now, but for those that routes cause."""
        count = Counter()
        for label, state in self.states.items():
            if "counter" in state.rules:
                text = finish(self.nodes[label].run(["nft", "-j", "list", "table", "inet", "path"], ""))
                for rule in (item["rule"] for item in json.loads(text)["nftables"] if "rule" in item):
                    count[rule["comment"]] += sum(part["counter"]["packets"] for part in rule["expr"]
                                                  if "counter" in part)
        for line in self.lines.values():
            for counters in line.set({}).values():
                count.update({name: counters[name] for name in ("loss", "rate") if counters[name]})
        return count

    def close(self) -> None:
        """Removes it, with all that runs in it."""
        for line in filter(None, self.lines.values()):
            line.close()
        remove_namespaces([node.namespace for node in self.nodes.values()])
        self.guardian.stdin.close()
        self.guardian.wait()

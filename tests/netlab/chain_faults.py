# SPDX-License-Identifier: MIT
"""The faults of a chain's routers and links, as words, and the nft rules they mean. README.md says what they do.

A router forwards "there", to the server, and "back". A rule is a chain's name and its text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
import re

WAYS = {"there": ('iifname "left*"', "dport"), "back": ('iifname "right*"', "sport")}
REJECTIONS = {"reject-net": "icmpx type no-route", "reject-host": "icmpx type host-unreachable",
              "reject-port": "icmpx type port-unreachable",
              "reject-prohibited": "icmpx type admin-prohibited", "reset": "tcp reset"}
ICMP_ERRORS = ("icmp type { destination-unreachable, time-exceeded, parameter-problem }",
               "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem }")
VIRTUAL, VIRTUAL6 = "10.78.9.3", "fd78:9::3"  # no host has them
LONGEST_BARE = 120  # bytes; no segment without data is longer: 40 for IPv6, 80 of TCP at most
CHAINS = {
    "received": "type filter hook prerouting priority -300;",
    "forward": "type filter hook forward priority 0;",
    "output": "type filter hook output priority 0;",
    "arriving": "type nat hook prerouting priority -100;",
    "leaving": "type nat hook postrouting priority 100;",
}


@dataclass
class Effect:
    """What a fault is made of; `mtu` is of the routes that lead over a link."""
    rules: list[tuple[str, str]] = field(default_factory=list)  # chain, rule
    settings: dict[str, str] = field(default_factory=dict)  # of the kernel, below /proc/sys/net
    mtu: int | None = None
    loop: bool = False  # the route to the server leads back to the client


def number(word: str, least: int, most: int) -> int:
    if not word.isdecimal() or not least <= int(word) <= most:
        raise ValueError(f"{word!r} is not a number from {least} to {most}")
    return int(word)


def segments(port: str, way: str) -> str:
    """Those of a server's port, or of any, in one direction."""
    direction, side = WAYS[way]
    if port == "any":
        return f"{direction} meta l4proto tcp"
    return f"{direction} tcp {side} {number(port, 1, 65535)}"


def filtered(verdict: str, port: str, way: str) -> Effect:
    return Effect([("forward", f"{segments(port, way)} {verdict}")])


def data(verdict: str, port: str, way: str) -> Effect:
    """Most segments with data have PSH, and the others are long."""
    return Effect([("forward", f"{segments(port, way)} {which} {verdict}")
                   for which in ("tcp flags & psh == psh", f"meta length > {LONGEST_BARE}")])


def of_icmp(verdict: str) -> Effect:
    """Of the errors that the router itself sends."""
    return Effect([("output", f"{errors} {verdict}") for errors in ICMP_ERRORS])


def icmp_limit(count: str) -> Effect:
    count = number(count, 1, 1000)
    return of_icmp(f"limit rate over {count}/second burst {count} packets drop")


def outage() -> Effect:
    return Effect([("forward", "drop")])


def forget(verdict: str, seconds: str) -> Effect:
    """A segment of no connection, and one of a connection that was idle for so long, are invalid."""
    timeout = str(number(seconds, 1, 86400))
    return Effect([("forward", f"meta l4proto tcp ct state invalid {verdict}")],
                  {"netfilter/nf_conntrack_tcp_loose": "0",
                   "netfilter/nf_conntrack_tcp_timeout_established": timeout})


def loop() -> Effect:
    return Effect(loop=True)


def translate() -> Effect:
    """Another address of the server's network stands for the server."""
    return Effect([("arriving", f'iifname "left*" {ip} daddr {virtual} dnat {ip} to {server}')
                   for ip, virtual, server in (("ip", VIRTUAL, "10.78.9.2"),
                                               ("ip6", VIRTUAL6, "fd78:9::2"))])


def masquerade() -> Effect:
    return Effect([("leaving", 'oifname "right*" masquerade')])


def in_requests(change: str, way: str) -> Effect:
    """In those for a connection, and in the answers to them."""
    return Effect([("forward", f"{WAYS[way][0]} tcp flags syn {change}")])


def clamp(size: str, way: str) -> Effect:
    size = number(size, 1, 65535)
    return in_requests(f"tcp option maxseg size > {size} tcp option maxseg size set {size}", way)


def hole(size: str) -> Effect:
    return Effect([("received", f"meta length > {number(size, 68, 65535)} drop")])


def mtu(size: str) -> Effect:
    return Effect(mtu=number(size, 68, 65535))


# With a port and a way; "there" when none is given.
PORT_FAULTS: dict[str, Callable[[str, str], Effect]] = {
    "drop": partial(filtered, "drop"),
    **{name: partial(filtered, f"reject with {how}") for name, how in REJECTIONS.items()},
    "drop-data": partial(data, "drop"),
    "reset-data": partial(data, "reject with tcp reset"),
}
# With a way; both when none is given.
BOTH_WAYS_FAULTS: dict[str, Callable[..., Effect]] = {
    "mss": clamp,
    "no-sack": partial(in_requests, "reset tcp option sack-perm"),
    "no-timestamps": partial(in_requests, "reset tcp option timestamp"),
    "no-window-scaling": partial(in_requests, "reset tcp option window"),
}
ROUTER_FAULTS: dict[str, Callable[..., Effect]] = {
    "no-icmp": partial(of_icmp, "drop"),
    "icmp-limit": icmp_limit,
    "outage": outage,
    "forget": partial(forget, "drop"),
    "forget-reset": partial(forget, "reject with tcp reset"),
    "masquerade": masquerade,
    "translate": translate,
    "loop": loop,
}
# Of the client itself. What it sends to the port, by PORT_FAULTS' names.
CLIENT_FAULTS = ("drop", *REJECTIONS, "hop-limit")
# Those of a link, too, are both ways when none is given.
LINK_FAULTS = {"mtu": mtu, "hole": hole}


def counted(name: str, effect: Effect) -> Effect:
    """Each rule counts the packets it met, just before what it does with them."""
    acts = r"(drop|reject with .*|masquerade|dnat .*|reset tcp .*|tcp option maxseg size set \d+)$"
    effect.rules = [(chain, re.sub(acts, r"counter \1", rule) + f' comment "{name}"')
                    for chain, rule in effect.rules]
    return effect


def router_fault(words: str) -> list[Effect]:
    """"drop 5000" as what it means. ValueError tells what is wrong."""
    name, *values = words.split()
    ways = [values.pop()] if values and values[-1] in WAYS else []
    try:
        if name in PORT_FAULTS:
            effects = [PORT_FAULTS[name](*values, *(ways or ["there"]))]
        elif name in BOTH_WAYS_FAULTS:
            effects = [BOTH_WAYS_FAULTS[name](*values, way) for way in ways or WAYS]
        elif name in ROUTER_FAULTS:
            effects = [ROUTER_FAULTS[name](*values, *ways)]
        else:
            raise ValueError("no router has such a fault")
    except TypeError:
        raise ValueError(f"{words!r}: too few values, or too many") from None
    except ValueError as error:
        raise ValueError(f"{words!r}: {error}") from None
    return [counted(name, effect) for effect in effects]


def client_fault(words: str) -> Effect:
    """The same of the client, whose firewall sees what it sends."""
    name, *values = words.split()
    if name not in CLIENT_FAULTS or len(values) != 1:
        raise ValueError(f"{words!r}: the client has no such fault")
    if name == "hop-limit":
        limit = str(number(values[0], 1, 255))
        return Effect(settings={"ipv4/ip_default_ttl": limit, "ipv6/conf/all/hop_limit": limit,
                                "ipv6/conf/right/hop_limit": limit})
    verdict = "drop" if name == "drop" else f"reject with {REJECTIONS[name]}"
    return counted(name, Effect([("output", f"tcp dport {number(values[0], 1, 65535)} {verdict}")]))


def link_fault(words: str) -> dict[str, Effect]:
    """The same of a link, for each way."""
    name, *values = words.split()
    ways = [values.pop()] if values and values[-1] in WAYS else list(WAYS)
    try:
        if name not in LINK_FAULTS:
            raise ValueError("no link has such a fault")
        effects = {way: LINK_FAULTS[name](*values) for way in ways}
    except TypeError:
        raise ValueError(f"{words!r}: too few values, or too many") from None
    except ValueError as error:
        raise ValueError(f"{words!r}: {error}") from None
    for way, effect in effects.items():
        effect.rules = [(chain, f"{WAYS[way][0]} {rule}") for chain, rule in effect.rules]
    return {way: counted(name, effect) for way, effect in effects.items()}


def rule_set(effects: list[Effect]) -> str:
    """The text for nft that replaces what was there before."""
    rules = [rule for effect in effects for rule in effect.rules]
    text = "table inet path\ndelete table inet path\n"
    if not rules:
        return text
    blocks = [f"chain {chain} {{ {hook}\n"
              + "".join(f"  {rule}\n" for where, rule in rules if where == chain) + "}\n"
              for chain, hook in CHAINS.items() if any(where == chain for where, _ in rules)]
    return text + "table inet path {\n" + "".join(blocks) + "}\n"

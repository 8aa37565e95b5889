#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether each fault of a chain does what README.md says, for IPv4 and IPv6: check_chain.py [FILTER]"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
import os
import sys
import time
import traceback

from chain import Chain, links_as_lines, read_routers
from chain_client import Client, Echo
from lab import what_is_missing

SKIPPED = 77  # as ctest is told
AT_ONCE = 4  # they wait for what does not come


class End:
    """The chain as seen from the client, over one family."""

    def __init__(self, chain: Chain, echo: Echo, six: bool):
        self.chain, self.server, self.six = chain, echo, six
        self.target = chain.server_addresses[six]

    def client(self, **how) -> Client:
        return Client(self.chain, self.target, **how)

    def router(self, place: int, number: int = 1) -> str:
        return f"fd78:{place}::{number}" if self.six else f"10.78.{place}.{number}"

    def hop(self, place: int) -> str:
        """What becomes of a request whose hop limit ends there."""
        return f"{self.router(place)} {'3/0' if self.six else '11/0'}"

    def trace(self) -> list[str]:
        return [self.client(hops=hops).became for hops in range(1, 6)]


def expect(got, wanted) -> Iterable[str]:
    if got != wanted:
        yield f"{got}, not {wanted}"


def hops_then(*rest: str) -> Callable[[End], Iterable[str]]:
    """That a trace shows as many routers as there is room for, and then this."""
    def check(end: End) -> Iterable[str]:
        yield from expect(end.trace(), [end.hop(place) for place in range(1, 6 - len(rest))] + list(rest))
    return check


def rejected(code4: str, code6: str) -> Callable[[End], Iterable[str]]:
    def check(end: End) -> Iterable[str]:
        became = f"{end.router(3)} {code6 if end.six else code4}"
        yield from expect(end.trace(), [*map(end.hop, (1, 2, 3)), became, became])
    return check


def quiet(place: int) -> Callable[[End], Iterable[str]]:
    def check(end: End) -> Iterable[str]:
        wanted = [*map(end.hop, range(1, 5)), "connected"]
        wanted[place - 1] = "nothing"
        yield from expect(end.trace(), wanted)
    return check


def translated(end: End) -> Iterable[str]:
    """From the router that translates on, all answer in the name of the address that stands for the server."""
    end.target = "fd78:9::3" if end.six else "10.78.9.3"
    code = "3/0" if end.six else "11/0"
    yield from expect(end.trace(), [end.hop(1), *[f"{end.target} {code}"] * 3, "connected"])


def own_hop_limit(end: End) -> Iterable[str]:
    yield from expect(end.client().became, end.hop(2))


def rejected_here(end: End) -> Iterable[str]:
    own = "fd78::1 1/3" if end.six else "10.78.0.1 3/1"
    yield from expect(end.client().became, own)


def largest(there: int, back: int) -> Callable[[End], Iterable[str]]:
    """Whether packets of just these sizes get through."""
    def check(end: End) -> Iterable[str]:
        for size in (there, there + 1):
            if size <= 1500 and end.client().packet_arrives(size) != (size == there):
                yield f"there, {size} bytes {'do not ' if size == there else ''}get through"
        headers = (40 if end.six else 20) + 20
        for size in (back, back + 1):
            wanted = "echo" if size == back else "nothing"
            if size <= 1500 and end.client(advertised=size - headers).echo(3200) != wanted:
                yield f"back, {size} bytes {'do not ' if size == back else ''}get through"
    return check


def learned(there: int, back: int, believed: int) -> Callable[[End], Iterable[str]]:
    """Whether both ends come to know how long their packets may be."""
    def check(end: End) -> Iterable[str]:
        client = end.client()
        headers = (40 if end.six else 20) + 20 + 12
        # The first echo teaches them. What is sent again then leaves remnants, and a receiver takes the length
        # of two equal ones in a row for that of the segments.
        yield from expect([client.echo(20000, 20000) for _ in range(2)], ["echo", "echo"])
        yield from expect(client.segment_sizes(), (there - headers, back - headers))
        yield from expect(client.path_mtu(), believed)
    return check


def after_idle(became: str) -> Callable[[End], Iterable[str]]:
    def check(end: End) -> Iterable[str]:
        client = end.client()
        yield from expect([client.echo(), (time.sleep(1), client.echo())[1]], ["echo", "echo"])
        time.sleep(3.2)
        yield from expect([client.echo(), end.client().echo()], [became, "echo"])
    return check


def data_becomes(what: str) -> Callable[[End], Iterable[str]]:
    def check(end: End) -> Iterable[str]:
        yield from expect([end.client().echo(), end.client().echo(5000, 5000)], [what, what])
        yield from expect(end.trace(), [*map(end.hop, range(1, 5)), "connected"])
    return check


def comes_from_router(end: End) -> Iterable[str]:
    yield from expect(end.client().echo(), "echo")
    yield from expect(end.server.clients[end.target], [end.router(2)])
    yield from expect(end.trace(), [*map(end.hop, range(1, 5)), "connected"])


def has_options(*wanted: str) -> Callable[[End], Iterable[str]]:
    return lambda end: expect(end.client().options(), list(wanted))


def clamped(there: bool, back: bool) -> Callable[[End], Iterable[str]]:
    """A request that is clamped there makes the segments on the way back smaller."""
    def check(end: End) -> Iterable[str]:
        client, full = end.client(), 1428 if end.six else 1448
        client.echo(20000, 20000)
        yield from expect(client.segment_sizes(), (1288 if back else full, 1288 if there else full))
    return check


def two_ways(end: End) -> Iterable[str]:
    seen = {end.client(hops=3).became.split()[0] for _ in range(12)} - {"nothing"}
    yield from expect(seen, {end.router(3), end.router(3, 2)})
    yield from expect({end.client().echo() for _ in range(12)}, {"echo"})


def one_way_broken(end: End) -> Iterable[str]:
    yield from expect({end.client().echo() for _ in range(16)}, {"echo", "nothing"})


def limited(end: End) -> Iterable[str]:
    became = [end.client(hops=2).became for _ in range(5)]
    if not 1 <= became.count(end.hop(2)) <= 3 or "nothing" not in became:
        yield f"{became}, not one in a second"


def takes(least: float) -> Callable[[End], Iterable[str]]:
    """The seconds of a connection; a busy machine makes it longer."""
    def check(end: End) -> Iterable[str]:
        began = time.monotonic()
        client = end.client()
        seconds = time.monotonic() - began
        yield from expect([client.became, client.echo()], ["connected", "echo"])
        yield from expect(end.client(hops=4).became, end.hop(4))
        if not least <= seconds <= least + 0.1:
            yield f"it took {seconds:.3f} s, not {least}"
    return check


def circle(first: int, second: int) -> Callable[[End], Iterable[str]]:
    """That requests pass these two routers in turn until their hop limit ends; and that this can end."""
    def check(end: End) -> Iterable[str]:
        wanted = [*map(end.hop, range(1, second)), *map(end.hop, (second, first, second, first))][:5]
        yield from expect(end.trace(), wanted)
        place = second if second % 2 == 0 else first  # of the 64th hop
        yield from expect(end.client().became, end.hop(place))
        end.chain.set({f"router {second}": "off"})
        yield from expect(end.client().echo(), "echo")
        end.chain.set({f"router {second}": "loop"})
    return check


FACTS: list[tuple[dict[str, str], Callable[[End], Iterable[str]]]] = [
    ({}, hops_then("connected")),
    ({"router 3": "drop 5000"}, hops_then("nothing", "nothing")),
    ({"router 3": "drop any"}, hops_then("nothing", "nothing")),
    ({"router 3": "drop 5000 back"}, hops_then("nothing")),
    ({"router 3": "outage"}, hops_then("nothing", "nothing")),
    ({"router 3": "reject-net 5000"}, rejected("3/0", "1/0")),
    ({"router 3": "reject-host 5000"}, rejected("3/1", "1/3")),
    ({"router 3": "reject-port 5000"}, rejected("3/3", "1/4")),
    ({"router 3": "reject-prohibited 5000"}, rejected("3/13", "1/1")),
    ({"router 3": "reset 5000"}, hops_then("refused", "refused")),
    ({"router 3": "loop"}, circle(2, 3)),
    ({"router 4": "loop"}, circle(3, 4)),
    ({"router 2": "no-icmp"}, quiet(2)),
    ({"router 2": "icmp-limit 1"}, limited),
    ({"link 3": "mtu 1400"}, learned(1400, 1400, 1400)),
    ({"link 3": "mtu 1400 there"}, learned(1400, 1500, 1400)),
    ({"link 3": "mtu 1400 back"}, learned(1500, 1400, 1500)),
    ({"link 0": "mtu 1400"}, learned(1400, 1400, 1400)),
    ({"link 4": "mtu 1400"}, learned(1400, 1400, 1500)),
    ({"link 3": "mtu 1400 there", "router 3": "no-icmp"}, largest(1400, 1500)),
    ({"link 3": "mtu 1400 back", "router 4": "no-icmp"}, largest(1500, 1400)),
    ({"link 3": "hole 1412 there, hole 1353 back"}, largest(1412, 1353)),
    ({"link 0": "hole 1400"}, largest(1400, 1400)),
    ({"link 4": "hole 1400"}, largest(1400, 1400)),
    ({"link 2": "delay 20"}, takes(0.04)),
    ({"link 0": "delay 20 there", "link 4": "delay 30 back"}, takes(0.05)),
    ({"link 0": "delay 1", "link 2": "hole 1400 there, rate 100000"}, largest(1400, 1500)),
    ({"link 4": "mtu 1400, delay 1"}, learned(1400, 1400, 1500)),
    ({"link 1": "loss 1 back"}, data_becomes("nothing")),
    ({"router 2": "forget 2"}, after_idle("nothing")),
    ({"router 2": "forget-reset 2"}, after_idle("reset")),
    ({"router 2": "masquerade, forget 2"}, after_idle("nothing")),
    ({"router 3": "drop-data 5000"}, data_becomes("nothing")),
    ({"router 3": "drop-data 5000 back"}, data_becomes("nothing")),
    ({"router 3": "reset-data 5000"}, data_becomes("reset")),
    ({"router 2": "masquerade"}, comes_from_router),
    ({"router 2": "translate"}, translated),
    ({"client": "hop-limit 2"}, own_hop_limit),
    ({"client": "reject-host 5000"}, rejected_here),
    ({"router 2": "mss 1300"}, clamped(True, True)),
    ({"router 2": "mss 1300 there"}, clamped(True, False)),
    ({"router 2": "mss 1300 back"}, clamped(False, True)),
    ({}, has_options("timestamps", "sack", "window scaling")),
    ({"router 2": "no-sack"}, has_options("timestamps", "window scaling")),
    ({"router 2": "no-timestamps"}, has_options("sack", "window scaling")),
    ({"router 2": "no-window-scaling back"}, has_options("timestamps", "sack")),
    ({"routers": "4, two at 3"}, two_ways),
    ({"routers": "4, two at 3", "router 3b": "drop 5000"}, one_way_broken),
]


def what_is_wrong(faults: dict[str, str], check: Callable[[End], Iterable[str]]) -> list[str]:
    """In a chain of its own."""
    try:
        routers = read_routers(faults.get("routers", "4"))
        with Chain(*routers, links_as_lines(faults.items())) as chain, closing(Echo(chain)) as echo:
            chain.set({place: words for place, words in faults.items() if place != "routers"})
            wrong = [f"{name}: {problem}" for name, six in (("IPv4", False), ("IPv6", True))
                     for problem in check(End(chain, echo, six))]
            unmet = [name for name, packets in chain.met().items() if not packets]
        return [*wrong, *(f"no packet met {name}" for name in unmet)]
    except Exception:  # a mistake in here: the other facts go on
        return traceback.format_exc().splitlines()


def main(argv: list[str]) -> int:
    if reason := what_is_missing():
        print(f"check_chain: {reason}", file=sys.stderr)
        return 1 if "CI" in os.environ else SKIPPED
    wanted = argv[1] if len(argv) > 1 else ""
    facts = [fact for fact in FACTS if wanted in str(fact[0])]
    failed = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for (faults, _), first in zip(facts, pool.map(lambda fact: what_is_wrong(*fact), facts)):
            if first:
                failed += 1
                print("\n    ".join([f"FAILED: {faults}", *first]))
    print(f"{len(facts) - failed} passed, {failed} failed")
    return 1 if failed or not facts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

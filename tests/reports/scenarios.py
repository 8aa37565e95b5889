# SPDX-License-Identifier: MIT
"""What a run can go through: how each is brought about, and what shows that it was."""

from collections.abc import Callable
from dataclasses import dataclass
import sys

from scenario_run import ScenarioRun
from losing_relay import LosingRelay
from needs import has_ipv6
from servers import start_peer
from proxies import OPEN, ScriptedProxy, hear, say, tunnel
from service_setup import Account

HANDSHAKE = 58  # bytes to the client: the greeting and message 2
PING = 44
TARGET = "127.0.0.1"


@dataclass(frozen=True)
class Scenario:
    """`prepare` starts the other side and tells the options that lead there; `during` happens while the run goes on;
    `is_meant` looks at the summary."""
    name: str
    options: str
    prepare: Callable[[ScenarioRun], list[str]]
    is_meant: Callable[[dict], bool]
    during: Callable[[ScenarioRun], None] = lambda run: None


# The other side.

def responder(run: ScenarioRun) -> list[str]:
    return [f"{TARGET}:{run.start_responder()}"]


def by_name(run: ScenarioRun) -> list[str]:
    return [f"localhost:{run.start_responder()}"]


def over_ipv6(run: ScenarioRun) -> list[str]:
    return [f"[::1]:{run.start_responder(listen='::1')}"]


def peer(name: str):
    return lambda run: [f"{TARGET}:{run.keep(start_peer(name, None))}"]


def relay(fault: str, answers: int):
    """The fault comes behind so many answers."""
    def prepare(run: ScenarioRun) -> list[str]:
        name = f"relay {fault} after {HANDSHAKE + answers * PING} bytes to client"
        return [f"{TARGET}:{run.keep(start_peer(name, run.start_responder()))}"]
    return prepare


def losing_relay(answers: int):
    def prepare(run: ScenarioRun) -> list[str]:
        return [f"{TARGET}:{run.keep(LosingRelay(run.start_responder(), HANDSHAKE + answers * PING))}"]
    return prepare


def proxy(run: ScenarioRun) -> list[str]:
    port = run.keep(ScriptedProxy([hear, say(OPEN), tunnel], Account()))
    return ["-x", f"{TARGET}:{port}", f"{TARGET}:{run.start_responder()}"]


def other_key(run: ScenarioRun) -> list[str]:
    for name in ("here.key", "there.key"):
        made = run.start([run.programs.ping, "--generate-key", str(run.folder / name)])
        run.await_that(lambda made=made: made.ended, "the key is made")
    port = run.start_responder("-k", str(run.folder / "there.key"))
    return ["-k", str(run.folder / "here.key"), f"{TARGET}:{port}"]


def nobody(run: ScenarioRun) -> list[str]:
    """The port of a responder that has ended."""
    port = run.start_responder()
    run.stop_responder()
    return [f"{TARGET}:{port}"]


# What happens meanwhile.

def release_after(lost: int):
    def during(run: ScenarioRun) -> None:
        run.await_events("lost", lost)
        run.peer.release()
    return during


def recover_after(event: str, count: int):
    """So many of them after the relay began to lose segments."""
    def during(run: ScenarioRun) -> None:
        run.await_that(lambda: run.peer.losing or run.ping.ended, "segments get lost")
        run.await_events(event, run.count_events(event) + count)
        run.peer.recover()
    return during


def stop_after(event: str, count: int):
    def during(run: ScenarioRun) -> None:
        run.await_events(event, count)
        run.stop_responder()
    return during


def away_for_a_while(run: ScenarioRun) -> None:
    """The responder goes, two attempts fail, and it comes again."""
    stop_after("reply", 3)(run)
    run.await_events("not_connected", 2)
    answers = run.count_events("reply")
    run.restart_responder()
    signal_after("INT", "reply", answers + 3)(run)


def away_for_long(run: ScenarioRun) -> None:
    """Two times, each for several slots of the schedule."""
    for _ in range(2):
        away_until(run, "unsent", 4)
    signal_after("INT", "reply", run.count_events("reply") + 3)(run)


def away_until(run: ScenarioRun, event: str, count: int) -> None:
    run.await_events("reply", run.count_events("reply") + 3)
    run.stop_responder()
    run.await_events(event, run.count_events(event) + count)
    run.restart_responder()


def signal_after(name: str, event: str, count: int):
    def during(run: ScenarioRun) -> None:
        run.await_events(event, count)
        run.ping.send(name)
    return during


def ends_with(code: int):
    return lambda summary: summary["exit_code"] == code and summary["transmitted"] == 0


def some_lost(summary: dict) -> bool:
    return summary["exit_code"] == 1 and summary["received"] > 0 and summary["lost"] > 0


SCENARIOS = [
    Scenario("every ping is answered", "-c 50 -i 0.005", responder,
           lambda it: it["exit_code"] == 0 and it["received"] == 50),
    Scenario("every ping is answered, each in its turn", "-c 300", responder,
           lambda it: it["exit_code"] == 0 and it["received"] == 300),
    Scenario("pings with a payload", "-c 40 -s 30000", responder,
           lambda it: it["exit_code"] == 0 and it["bytes_sent"] > 40 * 30000),
    Scenario("one ping", "-c 1", responder, lambda it: it["received"] == 1),
    Scenario("by its name", "-c 3", by_name, lambda it: it["received"] == 3 and it["host"] == "localhost"),
    Scenario("through a proxy", "-c 5", proxy, lambda it: it["received"] == 5 and "proxy" in it),
    Scenario("some answers come late", "-c 14 -i 0.1 -W 0.25", relay("stall", 3),
           lambda it: some_lost(it) and it["late"] > 0 and it["received"] > 3, release_after(2)),
    Scenario("answers stay out", "-c 8 -i 0.02 -W 0.3", relay("stall", 3),
           lambda it: some_lost(it) and it["lost"] == 5 and it["late"] == 0),
    Scenario("no ping is answered", "-c 3 -i 0.02 -W 0.3", relay("stall", 0),
           lambda it: it["exit_code"] == 1 and it["received"] == 0 and it["lost"] == 3),
    Scenario("the connection is lost and made again", "-c 8 -i 0.05", relay("cut", 3),
           lambda it: some_lost(it) and it["reconnections"] == 1),
    Scenario("the connection is reset and made again", "-c 8 -i 0.05", relay("reset", 3),
           lambda it: some_lost(it) and it["reconnections"] == 1),
    Scenario("the connection is lost for good", "-c 100 -i 0.05", responder,
           lambda it: it["exit_code"] == 11 and it["received"] > 2, stop_after("reply", 3)),
    Scenario("the responder is away for a while", "-t -i 0.1", responder,
           lambda it: it["received"] > 5 and it["reconnections"] == 1 and it["longest_outage_ms"] > 100,
           away_for_a_while),
    Scenario("the responder is away twice, for long", "-t -i 0.1", responder,
           lambda it: it["exit_code"] == 1 and it["unsent"] >= 8 and it["outages"] == 2, away_for_long),
    Scenario("there is never a connection", "-t -i 0.1", nobody,
           lambda it: it["exit_code"] == 130 and it["unsent"] >= 3 and it["attempts"] >= 3,
           signal_after("INT", "not_connected", 3)),
    Scenario("there is no connection until the deadline", "-t -i 0.1 -w 0.5", nobody,
           lambda it: it["exit_code"] == 4 and it["unsent"] >= 3 and it["loss_percent"] == 100),
    Scenario("interrupted before an answer", "-t -i 0.01", relay("stall", 0),
           lambda it: it["exit_code"] == 130 and it["undecided"] >= 5, signal_after("INT", "sent", 5)),
    Scenario("terminated with answers and without", "-t -i 0.01", relay("stall", 4),
           lambda it: it["exit_code"] == 0 and it["received"] == 4 and it["undecided"] > 0,
           signal_after("TERM", "sent", 9)),
    Scenario("a threshold is exceeded", "-c 3 --max-rtt 0", responder,
           lambda it: it["exit_code"] == 12 and it["received"] == 3),
    Scenario("thresholds, and no time is measured", "-c 3 -i 0.02 -W 0.3 --max-loss 100 --max-p95 0", relay("stall", 0),
           lambda it: it["exit_code"] == 12 and it["lost"] == 3),
    Scenario("connections alone", "-C -c 10 -i 0.01", responder,
           lambda it: it["exit_code"] == 0 and it["received"] == 10),
    Scenario("connections alone, some not made", "-C -c 12 -i 0.1", responder,
           lambda it: some_lost(it), stop_after("connection_made", 3)),
    Scenario("connections alone, closed at once", "-C -c 4 -i 0.02", peer("closes all but the first at once"),
           lambda it: it["exit_code"] == 9 and it["received"] == 4),
    Scenario("connections alone, reset at once", "-C -c 4 -i 0.02", peer("resets at once"),
           lambda it: it["exit_code"] == 9 and it["received"] == 4),
    Scenario("connections alone, to a server that speaks first", "-C -c 4 -i 0.02", peer("ssh"),
           lambda it: it["exit_code"] == 0 and it["received"] == 4),
    Scenario("connections alone, refused", "-C", nobody, ends_with(4)),
    Scenario("refused", "", nobody, ends_with(4)),
    Scenario("no greeting", "--connect-timeout 0.3", peer("silent"), ends_with(9)),
    Scenario("busy", "", peer("busy"), ends_with(9)),
    Scenario("another service", "", peer("ssh"), ends_with(9)),
    Scenario("another key", "", other_key, ends_with(10)),
]
if has_ipv6():
    SCENARIOS.append(Scenario("over IPv6", "-c 3", over_ipv6, lambda it: it["received"] == 3 and it["host"] == "::1"))
if sys.platform == "linux":
    SCENARIOS += [
        # A ping is told before it goes, so of two the first one has gone.
        Scenario("segments are lost and sent again", "-c 14 -i 0.05", losing_relay(3),
               lambda it: it["exit_code"] == 0 and it["retransmitted_segments"] > 0, recover_after("sent", 2)),
        Scenario("segments are sent again, and pings are lost", "-c 14 -i 0.1 -W 0.15", losing_relay(3),
               lambda it: some_lost(it) and it["retransmitted_segments"] > 0 and it["late"] > 0,
               # Late answers count no ping: one has to be lost after its segment went again, 0.2 s after it went. It
               # goes for a third time at 0.6 s, which has to arrive: the next time is too late.
               recover_after("lost", 3)),
    ]

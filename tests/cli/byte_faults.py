# SPDX-License-Identifier: MIT
"""Every byte of a conversation with every fault of a relay, and what the client must say of it."""

from dataclasses import dataclass

from proxies import OPEN

ENDING = ("stall", "cut", "reset")
CORRUPTING = ("flip", "insert", "repeat")


@dataclass(frozen=True)
class Verdict:
    """How a run ends: its exit code, and a pattern of a line that it prints."""
    code: int
    line: str


@dataclass(frozen=True)
class Stage:
    """So many bytes of the conversation, and the verdict of each fault before one of them."""
    name: str
    size: int
    verdicts: dict[str, Verdict]


def ended(name: str, size: int, stalled: Verdict, cut: Verdict, reset: Verdict | None = None):
    return Stage(name, size, dict(zip(ENDING, (stalled, cut, reset or cut))))


def corrupted(name: str, size: int, verdict: Verdict):
    return Stage(name, size, dict.fromkeys(CORRUPTING, verdict))


NO_TUNNEL = Verdict(8, r"proxy .*: no answer to the request for a tunnel in \S+ s")
HALF_REPLY = Verdict(8, r'proxy .*: its reply was not finished in \S+ s: \d+ bytes? came, ".*"')
TUNNEL_CLOSED = Verdict(8, r"proxy .*: it closed the connection .*")
NO_GREETING = Verdict(9, r".*, but no greeting (came through it )?in \S+ s; nothing was sent")
NEVER_GREETED = Verdict(9, r".*, but (it was )?closed after \S+ m?s without a greeting; nothing was sent")
NEVER_GREETED_BUT_RESET = Verdict(9, r".*, but (it was )?reset after \S+ m?s without a greeting; nothing was sent")
DRIPPED = Verdict(9, r".*, but only \d of the 8 bytes of a greeting came (through it )?in \S+ s; nothing was sent")
HALF_GREETED = Verdict(9, r".*: connected, but closed after \d of the 8 bytes of a greeting; nothing was sent")
HALF_GREETED_BUT_RESET = Verdict(9, r".*: connected, but reset after \d of the 8 bytes of a greeting; nothing was sent")
OTHER_SERVICE = Verdict(9, r'.*: another service answers there: "[TU].*"; nothing was sent')
OTHER_VERSION = Verdict(9, r".*: the responder speaks another version")
BUSY = Verdict(9, r".*: the responder is busy: its connection limit is reached")
NO_MESSAGE_2 = Verdict(9, r".*: greeted, .*but no answer to (it|the handshake) in \S+ s")
OTHER_KEY = Verdict(10, r".*: the keys differ, or something changed the handshake")
HALF_MESSAGE_2 = Verdict(9, r".*: greeted, but only \d+ of the 50 bytes of the answer to the handshake came in \S+ s")
HANDSHAKE_CUT = Verdict(9, r".*: greeted, but the connection ended after \d+ of the 50 bytes of the answer .*")
HANDSHAKE_BROKEN = Verdict(9, r".*: greeted, but what followed is no answer .*: a handshake message has an invalid length")
OTHER_KEY_OR_FIREWALL = Verdict(10, r".*: the keys differ, or a firewall reset the connection .*")
NO_MATTER_WHICH_KEY = Verdict(10, r".*: the keys differ, or (something changed|a firewall) .*")
ALL_ANSWERED = Verdict(0, r"2 packets transmitted")


def unanswered(seq: int, why: str) -> Verdict:
    return Verdict(1, rf"no reply from 127\.0\.0\.1: seq={seq} \({why}\)")


def silent(seq: int) -> Verdict:
    return unanswered(seq, r"\d\.\d\d s")


def lost(seq: int) -> Verdict:
    return unanswered(seq, "connection lost")


def silent_or_lost(seq: int) -> Verdict:
    """A length that grew is waited for; all else breaks the session."""
    return unanswered(seq, r"(\d\.\d\d s|connection lost)")


# With a ping or two, and the close messages. Those are not waited for.
TO_CLIENT = [
    ended("the first byte of the greeting", 1, NO_GREETING, NEVER_GREETED, NEVER_GREETED_BUT_RESET),
    ended("the greeting", 7, DRIPPED, HALF_GREETED, HALF_GREETED_BUT_RESET),
    ended("the first byte of message 2", 1, NO_MESSAGE_2, OTHER_KEY, OTHER_KEY_OR_FIREWALL),
    ended("message 2", 49, HALF_MESSAGE_2, HANDSHAKE_CUT),
    ended("the reply", 44, silent(1), lost(1))]
TO_RESPONDER = [
    ended("message 1", 50, NO_MESSAGE_2, OTHER_KEY, OTHER_KEY_OR_FIREWALL),
    ended("the request", 44, silent(1), lost(1))]
SECOND_TO_CLIENT = [
    ended("the second reply", 44, silent(2), lost(2)),
    ended("the responder's close message", 18, ALL_ANSWERED, ALL_ANSWERED)]
SECOND_TO_RESPONDER = [
    ended("the second request", 44, silent(2), lost(2)),
    ended("the client's close message", 18, ALL_ANSWERED, ALL_ANSWERED)]

CORRUPTED_TO_CLIENT = [
    corrupted("the greeting's name", 6, OTHER_SERVICE),
    corrupted("the greeting's version", 1, OTHER_VERSION),
    corrupted("the greeting's status", 1, BUSY),
    corrupted("the length of message 2", 2, HANDSHAKE_BROKEN),
    corrupted("message 2", 48, OTHER_KEY),
    corrupted("the reply", 44, silent_or_lost(1)),
    corrupted("the second reply", 44, silent_or_lost(2)),
    corrupted("the responder's close message", 18, ALL_ANSWERED)]
CORRUPTED_TO_RESPONDER = [
    corrupted("message 1", 50, NO_MATTER_WHICH_KEY),
    corrupted("the request", 44, silent_or_lost(1)),
    corrupted("the second request", 44, silent_or_lost(2)),
    corrupted("the client's close message", 18, ALL_ANSWERED)]


@dataclass(frozen=True)
class Trial:
    """A fault before one byte of a conversation, or in it."""
    fault: str
    offset: int
    to: str
    pings: int
    through_proxy: bool
    stage: Stage

    def __str__(self) -> str:
        way = "through a proxy, " if self.through_proxy else ""
        return f"{way}{self.fault} after {self.offset} bytes to {self.to}, in {self.stage.name}"

    @property
    def verdict(self) -> Verdict:
        return self.stage.verdicts[self.fault]


def trials_of(stages: list[Stage], to: str, pings: int, through_proxy: bool) -> list[Trial]:
    bytes_of_stages = [each for each in stages for _ in range(each.size)]
    return [Trial(fault, offset, to, pings, through_proxy, each)
            for offset, each in enumerate(bytes_of_stages) for fault in each.verdicts]


def corrupting_trials_of(stages: list[Stage], to: str) -> list[Trial]:
    """The second of two equal bytes is the one too many, so a byte repeated shows in the next.

    The last bytes of a message can be equal by chance: then it is the next message that breaks,
    and the trial, made again with other keys, has its verdict."""
    bytes_of_stages = [each for each in stages for _ in range(each.size)]
    shown_in = {"flip": bytes_of_stages, "insert": bytes_of_stages,
                "repeat": [*bytes_of_stages[1:], bytes_of_stages[-1]]}
    return [Trial(fault, offset, to, 2, False, each)
            for fault, shown in shown_in.items() for offset, each in enumerate(shown)]


def all_trials(port: int) -> list[Trial]:
    target = f"127.0.0.1:{port}"
    request = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"
    first = ended("the first byte of the proxy's reply", 1, NO_TUNNEL, TUNNEL_CLOSED)
    head = ended("the proxy's reply", len(OPEN) - 1, HALF_REPLY, TUNNEL_CLOSED)
    question = ended("the request for a tunnel", len(request), NO_TUNNEL, TUNNEL_CLOSED)
    return [*trials_of([*TO_CLIENT, *SECOND_TO_CLIENT], "client", 2, False),
            *trials_of([*TO_RESPONDER, *SECOND_TO_RESPONDER], "responder", 2, False),
            *corrupting_trials_of(CORRUPTED_TO_CLIENT, "client"),
            *corrupting_trials_of(CORRUPTED_TO_RESPONDER, "responder"),
            *trials_of([first, head, *TO_CLIENT], "client", 1, True),
            *trials_of([question, *TO_RESPONDER], "responder", 1, True)]

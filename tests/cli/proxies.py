# SPDX-License-Identifier: MIT
"""Scripted HTTP proxies: what real ones do seldom, or not when a case wants it.

They lead every tunnel to this machine, whatever host was asked for, and record what was asked."""

import socket
import time

from peers import fin, reset
from relay import Relay
from proxy_login import Login, Request
from service_setup import Account

OPEN = b"HTTP/1.1 200 Connection established\r\n\r\n"
FILLING = b"X-Filling: " + b"x" * 987 + b"\r\n"


# What a recipient may forgive (RFC 9112, sections 2.2, 4, 5.1 and 5.2), and a line that is no field.
SLOPPY = (b"HTTP/1.1  200  Connection established\r\n behind the status line\r\nVia : 1.1 old\r\n"
          b"X-Folded: one,\r\n\ttwo,\n  three\r\nno field at all\r\nX-Empty:\r\r\n\r\n")


class HangUp(Exception):
    """The script is over for this connection."""


class ScriptedProxy(Relay):
    """Carries out its steps for every connection. `asked` has the heads of all requests."""

    def __init__(self, steps, account: Account):
        self.steps = steps
        self.login = Login(account)
        self.asked: list[str] = []
        self.visits = 0
        super().__init__("", None)

    def serve(self, connection: socket.socket) -> None:
        with self.lock:
            self.visits += 1
            visit = Visit(self, connection, self.visits)
        try:
            for step in self.steps:
                step(visit)
        except HangUp:
            pass
        while data := connection.recv(65536):
            self.count(received=len(data))


class Visit:
    """A connection to a scripted proxy, with the last request on it."""

    def __init__(self, proxy: ScriptedProxy, connection: socket.socket, number: int):
        self.proxy = proxy
        self.login = proxy.login
        self.connection = connection
        self.number = number
        self.request = Request("", [])
        self.verdict = ""

    def say(self, data: bytes) -> None:
        self.connection.sendall(data)
        self.proxy.count(sent=len(data))

    def hear(self) -> None:
        """Reads a request; a client says nothing more before the reply."""
        received = b""
        while b"\r\n\r\n" not in received:
            data = self.connection.recv(65536)
            if not data:
                raise HangUp
            received += data
        self.proxy.count(received=len(received))
        head, _, more = received.partition(b"\r\n\r\n")
        self.request = Request.read(head)
        self.verdict = self.login.judge(self.request)
        lines = [f"connection {self.number}", self.request.first_line]
        for name, value in self.request.fields:
            shown = self.verdict if name.lower() == "proxy-authorization" else value
            lines.append(f"{name}: {shown}")
        if more:
            lines.append(f"and {len(more)} bytes too early")
        with self.proxy.lock:
            self.proxy.asked += lines

    def connect_onward(self) -> socket.socket:
        return self.proxy.connect_onward(int(self.request.authority.rpartition(":")[2]))


# The steps. Each takes the visit.

def hear(visit: Visit) -> None:
    visit.hear()


def say(data: bytes):
    return lambda visit: visit.say(data)


def say_in_single_bytes(data: bytes, pause: float = 0):
    def step(visit: Visit) -> None:
        visit.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(len(data)):
            visit.say(data[i:i + 1])
            time.sleep(pause)
    return step


def close(visit: Visit) -> None:
    fin(visit.proxy, visit.connection)


def hang_up_hard(visit: Visit) -> None:
    reset(visit.proxy, visit.connection)


def tunnel(visit: Visit) -> None:
    visit.proxy.relay(visit.connection, visit.connect_onward())


def open_with_first_bytes(visit: Visit) -> None:
    """The target speaks first: its greeting stands right behind the head."""
    onward = visit.connect_onward()
    visit.say(OPEN + onward.recv(65536))
    visit.proxy.relay(visit.connection, onward)


def refusal(challenges: list[str], more: bytes) -> bytes:
    fields = "".join(f"Proxy-Authenticate: {challenge}\r\n" for challenge in challenges)
    return b"HTTP/1.1 407 Proxy Authentication Required\r\n" + fields.encode() + more


KEEPS = b"Content-Length: 0\r\n\r\n"
KEEPS_AND_HAS_A_PAGE = b"Content-Length: 12\r\n\r\n<p>Who?</p>\n"
KEEPS_AND_HAS_A_CHUNKED_PAGE = (
    b"Transfer-Encoding: chunked\r\n\r\nc\r\n<p>Who?</p>\n\r\n0\r\n\r\n")
CLOSES = b"Connection: close\r\n\r\n<p>Who?</p>\n"


def until_right(challenges, more: bytes = KEEPS):
    """Asks until the credentials are right. `challenges` is made of the login, each time anew."""
    def step(visit: Visit) -> None:
        visit.hear()
        while not visit.verdict.endswith("right"):
            visit.say(refusal(challenges(visit.login), more))
            if more == CLOSES:
                close(visit)
                raise HangUp
            visit.hear()
    return step


def with_new_nonces(count: int):
    """Finds so many right answers stale."""
    def step(visit: Visit) -> None:
        ask = until_right(lambda login: [login.digest_challenge("SHA-256")])
        ask(visit)
        for _ in range(count):
            visit.login.nonce += 1
            visit.say(refusal([visit.login.digest_challenge("SHA-256", stale=True)], KEEPS))
            ask(visit)
    return step


def basic(_login: Login) -> list[str]:
    return ['Basic realm="scripted"']


def negotiate(_login: Login) -> list[str]:
    return ["Negotiate"]


def sha_256(login: Login) -> list[str]:
    return [login.digest_challenge("SHA-256")]


def ntlm(_login: Login) -> list[str]:
    return ["NTLM", "Negotiate"]


def digest(algorithm: str, qop: str):
    return lambda login: [login.digest_challenge(algorithm, qop=qop)]


def folded(login: Login) -> list[str]:
    """A field that goes on in the next line (RFC 9112, section 5.2)."""
    return [login.digest_challenge("SHA-256").replace(", ", ",\r\n\t ")]


def every_scheme(login: Login) -> list[str]:
    return ["Negotiate, NTLM", *basic(login), login.digest_challenge("MD5"),
            login.digest_challenge("SHA-512"), login.digest_challenge("SHA-512-256"),
            login.digest_challenge("SHA-256")]


def only_for_browsers(visit: Visit) -> None:
    if not any(name.lower() == "user-agent" for name, _ in visit.request.fields):
        visit.say(b"HTTP/1.1 403 Forbidden\r\n" + KEEPS)
        raise HangUp


OPENS = [say(OPEN), tunnel]
SCRIPTS = {
    "opens": [hear, *OPENS],
    "opens with HTTP/1.0": [hear, say(b"HTTP/1.0 200 OK\r\n\r\n"), tunnel],
    "opens with a status of its own": [hear, say(b"HTTP/1.1 299 \r\n\r\n"), tunnel],
    "opens after 100 Continue": [hear, say(b"HTTP/1.1 100 Continue\r\n\r\n"), *OPENS],
    # What a 2xx says of a body does not count (RFC 9110, section 9.3.6).
    "opens and tells of a body": [
        hear, say(OPEN[:-2] + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"), tunnel],
    "opens in single bytes": [hear, say_in_single_bytes(OPEN), tunnel],
    "opens with the first bytes of the tunnel": [hear, open_with_first_bytes],
    "opens with a head of 15 KB": [hear, say(OPEN[:-2] + 15 * FILLING + b"\r\n"), tunnel],
    "wants a User-Agent": [hear, only_for_browsers, *OPENS],
    "opens with a sloppy head": [hear, say(SLOPPY), tunnel],
    # A proxy says so before it has connected, and then finds that it can't.
    "opens and is silent": [hear, say(OPEN)],
    "opens and closes": [hear, say(OPEN), close],
    "opens and resets": [hear, say(OPEN), hang_up_hard],
    "opens and says 502": [hear, say(OPEN + b"HTTP/1.1 502 Bad Gateway\r\n" + KEEPS)],
    "opens and shows a page": [hear, say(OPEN + b"<!DOCTYPE html>\n<p>No way</p>\n")],
    "opens and sends a TLS alert": [hear, say(OPEN + b"\x15\x03\x01\x00\x02\x02\x46"), close],
    "a head of 20 KB": [hear, say(OPEN[:-2] + 20 * FILLING + b"\r\n")],
    "asks for Basic": [until_right(basic), *OPENS],
    "asks for Basic, then closes": [until_right(basic, CLOSES), *OPENS],
    "asks for Basic with a page": [until_right(basic, KEEPS_AND_HAS_A_PAGE), *OPENS],
    "asks for Basic with a chunked page": [
        until_right(basic, KEEPS_AND_HAS_A_CHUNKED_PAGE), *OPENS],
    "asks for Digest SHA-256": [until_right(sha_256), *OPENS],
    "asks for Digest SHA-256, then closes": [until_right(sha_256, CLOSES), *OPENS],
    "asks for Digest, once more with a new nonce": [with_new_nonces(1), *OPENS],
    "asks for Digest, twice more with a new nonce": [with_new_nonces(2), *OPENS],
    "asks for any scheme": [until_right(every_scheme), *OPENS],
    "asks for Negotiate": [until_right(negotiate), *OPENS],
    "asks for NTLM": [until_right(ntlm)],
    "asks for Digest MD5-sess": [until_right(digest("MD5-sess", "auth")), *OPENS],
    "asks for Digest SHA-256-sess": [until_right(digest("SHA-256-sess", "auth")), *OPENS],
    "asks for Digest SHA-512-256": [until_right(digest("SHA-512-256", "auth")), *OPENS],
    "asks for Digest SHA-512-256-sess": [
        until_right(digest("SHA-512-256-sess", "auth")), *OPENS],
    "asks for Digest with auth-int": [until_right(digest("MD5", "auth-int")), *OPENS],
    "asks for Digest MD5-sess with auth-int": [until_right(digest("MD5-sess", "auth-int")), *OPENS],
    "asks for Digest in folded lines": [until_right(folded), *OPENS],
    "asks for nothing in particular": [hear, say(refusal([], KEEPS))],
    "hears and closes": [hear, close],
    "hears and resets": [hear, hang_up_hard],
    "hears and is silent": [hear],
    "half a head": [hear, say(OPEN[:20])],
    "a reply that drips": [hear, say_in_single_bytes(OPEN, 0.15)],
    "opens and begins a greeting": [hear, say(OPEN + b"TMSS10")],
    "half a head, then closes": [hear, say(OPEN[:20]), close],
}
SAYS = "says "  # any head of one line
ANSWERS = "answers "  # any status with its reason, and "with" a field; the proxy keeps the connection


def steps_of(name: str):
    """None if there is no proxy of that name."""
    if name.startswith(ANSWERS):
        status, _, field = name.removeprefix(ANSWERS).encode("latin-1").partition(b" with ")
        line = field + b"\r\n" if field else b""
        return [hear, say(b"HTTP/1.1 " + status + b"\r\n" + line + KEEPS_AND_HAS_A_PAGE)]
    if name.startswith(SAYS):
        return [hear, say(name.removeprefix(SAYS).encode("latin-1") + b"\r\n\r\n")]
    return SCRIPTS.get(name)

# SPDX-License-Identifier: MIT
"""A plain TCP client and an echo server at the ends of a chain, to see what its faults do."""

from contextlib import closing, suppress
import errno
import os
import select
import socket
import struct
import threading
import time

from chain import Chain
from namespaces import inside

PORT = 5000
WAIT = 0.4  # seconds for what is not to come; everything else takes a few milliseconds
TOGETHER = 0.03  # seconds within which pieces arrive that are sent back as one
IP_TTL, IP_RECVERR, IP_MTU = (0, 2), (0, 11), (0, 14)  # level, option
IPV6_UNICAST_HOPS, IPV6_RECVERR, IPV6_MTU = (41, 16), (41, 25), (41, 24)
TCP_NODELAY, TCP_MAXSEG, TCP_INFO = (6, 1), (6, 2), (6, 11)


class Echo:
    """At the server's port on both of its addresses; it sends back what it gets."""

    def __init__(self, chain: Chain):
        with inside(chain.nodes["server"].namespace):
            self.listeners = [socket.create_server((address, PORT), family=family_of(address))
                              for address in chain.server_addresses]
        self.clients: dict[str, list[str]] = {address: [] for address in chain.server_addresses}  # where each came from
        for listener, clients in zip(self.listeners, self.clients.values()):
            threading.Thread(target=self.accept, args=(listener, clients), daemon=True).start()

    def accept(self, listener: socket.socket, clients: list[str]) -> None:
        with suppress(OSError):
            while True:
                connection, address = listener.accept()
                clients.append(address[0])
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        with closing(connection), suppress(OSError):
            while connection.recv(1, socket.MSG_PEEK):
                time.sleep(TOGETHER)
                connection.sendall(connection.recv(65536))

    def close(self) -> None:
        for listener in self.listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes who accepts
            listener.close()


def family_of(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def icmp_error(client: socket.socket) -> str | None:
    """"10.78.3.1 3/13": who sent an ICMP error in place of a connection, its type and its code."""
    try:
        parts = client.recvmsg(0, 512, socket.MSG_ERRQUEUE)[1]
    except BlockingIOError:
        return None
    for level, kind, data in parts:
        if (level, kind) in (IP_RECVERR, IPV6_RECVERR):
            _, _, number, code = struct.unpack_from("IBBB", data)  # struct sock_extended_err
            sender = data[24:40] if level == 41 else data[20:24]  # a socket address follows
            return f"{socket.inet_ntop(client.family, sender)} {number}/{code}"
    return None


class Client:
    """A connection, or what came in place of one: `became` is "connected", "refused", "nothing" (yet),
    or an ICMP error with its sender."""

    def __init__(self, chain: Chain, address: str, hops: int | None = None, advertised: int = 0):
        with inside(chain.nodes["client"].namespace):
            self.socket = socket.socket(family_of(address))
        self.six = self.socket.family == socket.AF_INET6
        self.socket.setblocking(False)
        self.socket.setsockopt(*TCP_NODELAY, 1)
        self.socket.setsockopt(*(IPV6_RECVERR if self.six else IP_RECVERR), 1)
        if hops:
            self.socket.setsockopt(*(IPV6_UNICAST_HOPS if self.six else IP_TTL), hops)
        if advertised:
            self.socket.setsockopt(*TCP_MAXSEG, advertised)
        self.socket.connect_ex((address, PORT))
        if advertised:  # its own segments are as long as ever
            self.socket.setsockopt(*TCP_MAXSEG, 0)
        self.became = self.outcome()
        self.socket.setsockopt(*(IPV6_RECVERR if self.six else IP_RECVERR), 0)

    def outcome(self) -> str:
        poll = select.poll()
        poll.register(self.socket, select.POLLOUT)
        if not poll.poll(WAIT * 1000):
            return "nothing"
        if error := icmp_error(self.socket):
            return error
        number = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        return {0: "connected", errno.ECONNREFUSED: "refused"}.get(number, os.strerror(number))

    def echo(self, size: int = 8, piece: int = 400) -> str:
        """What came of so many bytes, sent in pieces."""
        self.socket.settimeout(WAIT)
        try:
            for at in range(0, size, piece):
                self.socket.sendall(b"x" * min(piece, size - at), socket.MSG_EOR)  # a segment each
            while size > 0 and (data := self.socket.recv(65536)):
                size -= len(data)
            return "echo" if size == 0 else "closed"
        except TimeoutError:
            return "nothing"
        except ConnectionResetError:
            return "reset"

    def packet_arrives(self, size: int) -> bool:
        """Whether the server acknowledges one segment that makes an IP packet of this size."""
        headers = (40 if self.six else 20) + 20 + (12 if self.tcp_info()[5] & 1 else 0)
        self.socket.send(b"x" * (size - headers))
        end = time.monotonic() + WAIT
        while (unacknowledged := struct.unpack_from("I", self.tcp_info(), 24)[0]) and time.monotonic() < end:
            time.sleep(0.01)
        return not unacknowledged

    def tcp_info(self) -> bytes:
        return self.socket.getsockopt(*TCP_INFO, 256)

    def options(self) -> list[str]:
        """The TCP options that both sides have."""
        bits = self.tcp_info()[5]
        return [name for bit, name in ((1, "timestamps"), (2, "sack"), (4, "window scaling")) if bits & bit]

    def segment_sizes(self) -> tuple[int, int]:
        """Of what it sends, and of what it received."""
        return struct.unpack_from("II", self.tcp_info(), 16)

    def path_mtu(self) -> int:
        return self.socket.getsockopt(*(IPV6_MTU if self.six else IP_MTU))

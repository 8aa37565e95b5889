# SPDX-License-Identifier: MIT
"""A name server for a few names, in the wire format of RFC 1035."""

import ipaddress
import socket
import struct
import threading

TYPES = {1: 4, 28: 6}  # A and AAAA, by the IP version of what they hold
IN, POINTER_TO_QUESTION, SECONDS_TO_LIVE = 1, 0xc00c, 60
ANSWER, NO_SUCH_NAME = 0x8580, 0x8583  # a response with authority and recursion, and its code
HEADER = struct.Struct("!6H")


def read_question(query: bytes) -> tuple[str, int, int]:
    """The name in lower case, its type, and where the question ends."""
    labels, at = [], HEADER.size
    while length := query[at]:
        labels.append(query[at + 1:at + 1 + length].decode("ascii").lower())
        at += 1 + length
    kind, _ = struct.unpack_from("!2H", query, at + 1)
    return ".".join(labels), kind, at + 5


class NameServer:
    """Listens at port 53 of these hosts for the length of a `with` block."""

    def __init__(self, addresses: dict[str, list[str]], hosts: tuple[str, ...] = ("127.0.0.1", "::1")):
        self.addresses = addresses
        self.asked: list[str] = []  # each name once, in the order in which they came
        self.sockets = []
        for host in hosts:
            listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
            listener.bind((host, 53))
            self.sockets.append(listener)
        self.threads = [threading.Thread(target=self.serve, args=(listener,))
                        for listener in self.sockets]

    def __enter__(self) -> "NameServer":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_) -> None:
        for listener in self.sockets:
            self.wake(listener)
        for thread in self.threads:
            thread.join()
        for listener in self.sockets:
            listener.close()

    def wake(self, listener: socket.socket) -> None:
        """A datagram of no bytes ends a thread; shutdown() of a UDP socket wakes nobody."""
        with socket.socket(listener.family, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", listener.getsockname())

    def serve(self, listener: socket.socket) -> None:
        while True:
            query, sender = listener.recvfrom(512)
            if not query:
                return
            if (answer := self.answer(query)) is not None:
                listener.sendto(answer, sender)

    def answer(self, query: bytes) -> bytes | None:
        """None: this question gets no answer."""
        name, kind, end = read_question(query)
        if name not in self.asked:
            self.asked.append(name)
        packed = [address.packed for address in map(ipaddress.ip_address, self.addresses.get(name, []))
                  if address.version == TYPES.get(kind)]
        code = ANSWER if name in self.addresses else NO_SUCH_NAME
        head = HEADER.pack(struct.unpack_from("!H", query)[0], code, 1, len(packed), 0, 0)
        records = b"".join(struct.pack("!3HIH", POINTER_TO_QUESTION, kind, IN, SECONDS_TO_LIVE,
                                       len(address)) + address for address in packed)
        return head + query[HEADER.size:end] + records

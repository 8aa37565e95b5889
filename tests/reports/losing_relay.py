# SPDX-License-Identifier: MIT
"""A relay whose system loses segments of the client, so that the client's TCP sends them again (Linux)."""

import ctypes
import socket
import struct
import time

from relay import Flow, Relay

ATTACH_FILTER, DETACH_FILTER, MEMORY_INFO = 26, 27, 55  # asm-generic/socket.h
DROPS = 8  # of the memory figures: what the socket did not take
LONGEST_HEADER = 60  # of TCP: whatever is longer has data
# Classic BPF: load the length; if it is greater, take 0 bytes, or else all.
PROGRAM = [(0x80, 0, 0, 0), (0x25, 0, 1, LONGEST_HEADER), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF)]


def refuse_data(connection: socket.socket) -> None:
    """From now on segments with data count as lost on their way; acknowledgements still come in."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in PROGRAM))
    program = struct.pack("HP", len(PROGRAM), ctypes.addressof(code))
    connection.setsockopt(socket.SOL_SOCKET, ATTACH_FILTER, program)


def take_data(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, DETACH_FILTER, 0)


def dropped(connection: socket.socket) -> int:
    figures = connection.getsockopt(socket.SOL_SOCKET, MEMORY_INFO, 4 * (DROPS + 1))
    return struct.unpack_from("I", figures, 4 * DROPS)[0]


class LosingRelay(Relay):
    """When so many bytes have gone to the client, it loses the next `segments` segments with data."""

    def __init__(self, responder_port: int, after: int, segments: int):
        self.after, self.segments = after, segments
        self.has_lost = False
        super().__init__("", responder_port)

    def pass_on(self, flow: Flow, data: bytes) -> None:
        begins = flow.to == "client" and not self.has_lost and self.sent + len(data) >= self.after
        if begins:
            self.has_lost = True
            refuse_data(flow.sink)  # before the client can answer these bytes with its next ping
        super().pass_on(flow, data)
        if begins:
            self.start(self.lose, flow.sink)

    def lose(self, connection: socket.socket) -> None:
        while dropped(connection) < self.segments:
            time.sleep(0.005)  # nothing tells of it
        take_data(connection)

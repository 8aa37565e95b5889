# SPDX-License-Identifier: MIT
"""A relay whose system loses segments of the client, so that the client's TCP sends them again (Linux)."""

import socket

from relay import Flow, Relay

MINIMAL_TIME_TO_LIVE = 21  # IP_MINTTL of linux/in.h, which Python does not name
EVERY, NONE = 255, 0  # packets begin with less, whatever the sender


def lose_packets(connection: socket.socket, below: int) -> None:
    """From now on packets to it with a smaller time to live count as lost on their way. A socket filter would do, too,
    but some systems and containers let only root attach one."""
    connection.setsockopt(socket.IPPROTO_IP, MINIMAL_TIME_TO_LIVE, below)


class LosingRelay(Relay):
    """When so many bytes have gone to the client, nothing from there arrives any more, until recover()."""

    def __init__(self, responder_port: int, after: int):
        self.after = after
        self.losing: socket.socket | None = None
        super().__init__("", responder_port)

    def pass_on(self, flow: Flow, data: bytes) -> None:
        if flow.to == "client" and self.losing is None and self.sent + len(data) >= self.after:
            self.losing = flow.sink
            lose_packets(self.losing, EVERY)  # before the client can answer these bytes with its next ping
        super().pass_on(flow, data)

    def recover(self) -> None:
        if self.losing is not None:
            lose_packets(self.losing, NONE)

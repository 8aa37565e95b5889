# SPDX-License-Identifier: MIT
"""What may be between a client and a responder: a relay that breaks the connection or its bytes."""

import re
import select
import socket
import threading

from peers import Peer, fin, reset

# What a relay makes of a byte. What it inserts differs from the byte that follows.
CORRUPTED = {
    "flip": lambda byte: bytes([byte ^ 1]),
    "insert": lambda byte: bytes([byte ^ 1, byte]),
    "repeat": lambda byte: bytes([byte, byte])}


# What a relay says to the responder before it passes anything on.
OPENINGS = {
    "PROXY v1": b"PROXY TCP4 192.0.2.1 192.0.2.2 40000 5000\r\n",
    "PROXY v2": b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c" + bytes([192, 0, 2, 1, 192, 0, 2, 2, 156, 64, 19, 136]),
    "HTTP": b"GET / HTTP/1.1\r\nHost: server.test\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(507),
    "SSH": b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"}


class Flow:
    """One direction of a relayed connection, with its fault after `left` bytes."""

    def __init__(self, source, sink, to: str, fault: re.Match | None):
        self.source, self.sink, self.to = source, sink, to
        self.fault, self.left, self.stalled = None, 0, False
        if fault and fault[3] == to:
            self.fault, self.left = fault[1], int(fault[2])


class Relay(Peer):
    """Passes bytes between a client and a responder.

    Where it does not stall or end them, it flips a bit of a byte, inserts one that differs from the
    next, or repeats one. With a fault ("reset after 100 bytes to client"), the first connection alone gets it.
    "after HTTP" and the like say something of their own to the responder first."""

    FAULT = re.compile(r"(cut|reset|stall|flip|insert|repeat) after (\d+) bytes to (client|responder)")

    def __init__(self, fault: str, responder_port: int | None):
        self.opening = OPENINGS.get(fault.removeprefix("after "), b"") if fault.startswith("after ") else b""
        if self.opening:
            fault = ""
        self.fault = self.FAULT.fullmatch(fault) if fault else None
        if fault and not self.fault:
            raise ValueError(f"a relay can't {fault!r}")
        self.responder_port = responder_port
        self.released = threading.Event()
        super().__init__()

    def release(self) -> None:
        self.released.set()

    def serve(self, connection: socket.socket) -> None:
        self.relay(connection, self.connect_onward(self.responder_port))

    def connect_onward(self, port: int) -> socket.socket:
        onward = socket.create_connection(("127.0.0.1", port))
        onward.sendall(self.opening)
        with self.lock:
            self.sockets.append(onward)
        return onward

    def relay(self, connection: socket.socket, onward: socket.socket) -> None:
        fault, self.fault = self.fault, None
        flows = [Flow(connection, onward, "responder", fault),
                 Flow(onward, connection, "client", fault)]
        with connection, onward:
            while flows:
                self.carry_each(flows)

    def carry_each(self, flows: list[Flow]) -> None:
        moving = [flow for flow in flows if not flow.stalled or self.released.is_set()]
        poller = select.poll()  # select() knows no descriptor above 1023
        for flow in moving:
            poller.register(flow.source, select.POLLIN)
        ready = {descriptor for descriptor, _ in poller.poll(20)}
        for flow in moving:
            if flow.source.fileno() in ready and not self.carry(flow):
                flows.remove(flow)

    def carry(self, flow: Flow) -> bool:
        """Passes a piece on; false at the end of the flow."""
        due = flow.fault and flow.left == 0
        if due and flow.fault not in CORRUPTED:
            self.apply(flow)
            return True
        data = flow.source.recv((flow.left or 1) if flow.fault else 65536)
        if not data:
            flow.sink.shutdown(socket.SHUT_WR)
            return False
        if due:
            data, flow.fault = CORRUPTED[flow.fault](data[0]), None
        self.pass_on(flow, data)
        return True

    def pass_on(self, flow: Flow, data: bytes) -> None:
        flow.left -= len(data)
        flow.sink.sendall(data)
        self.count(**{"sent" if flow.to == "client" else "received": len(data)})

    def apply(self, flow: Flow) -> None:
        fault, flow.fault = flow.fault, None
        if fault == "stall":
            flow.stalled = True
        else:
            for end in (flow.source, flow.sink):
                (reset if fault == "reset" else fin)(self, end)
            if fault == "reset":
                raise ConnectionResetError

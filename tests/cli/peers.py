# SPDX-License-Identifier: MIT
"""What a client may meet in place of a responder: scripted servers.

Each listens on a free loopback port and counts the bytes that it receives and sends."""

import select
import socket
import struct
import threading
import time

GREETING = b"TMSS10\x01\x00"
MESSAGE_1 = 50


# The steps of a scripted peer: each takes the peer and a connection.

def send(data: bytes):
    def step(peer, connection):
        connection.sendall(data)
        peer.count(sent=len(data))
    return step


def read(size: int):
    def step(peer, connection):
        while size > len(data := connection.recv(size, socket.MSG_PEEK | socket.MSG_WAITALL)):
            if not data:
                return
        peer.count(received=len(connection.recv(size)))
    return step


def fin(_peer, connection):
    connection.shutdown(socket.SHUT_WR)


def fin_if(is_meant):
    """`is_meant` takes how many connections there have been."""
    def step(peer, connection):
        if is_meant(peer.connections):
            fin(peer, connection)
    return step


def reset(_peer, connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def pause(seconds: float):
    return lambda _peer, _connection: time.sleep(seconds)


GREET = [send(GREETING)]
AFTER_MESSAGE_1 = [send(GREETING), read(MESSAGE_1)]

# After its steps a peer reads until the client ends the connection.
SCRIPTS = {
    "silent": [],
    "closes at once": [fin],
    "closes the first at once": [fin_if(lambda count: count == 1)],
    "closes all but the first at once": [fin_if(lambda count: count > 1)],
    "ssh": [send(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")],
    "ssh in two parts": [send(b"SSH-2.0-Open"), pause(0.02), send(b"SSH_9.2p1 Debian-2\r\n")],
    "mail that bars": [send(b"554 mail.example.com | closed\r\n"), fin],
    "http 400": [send(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), fin],
    "terminal controls": [send(b'\x1b[2J\x1b]0;"\\\x07\x9b31m\x00\xff\r\n')],
    "one wrong byte": [send(b"TMSS11\x01\x00")],
    "half a greeting": [send(GREETING[:4])],
    "a greeting that drips": [step for i in range(8) for step in (send(GREETING[i:i + 1]), pause(0.2))],
    "closes after 2.2 s": [pause(2.2), fin],
    "resets after 2.2 s": [pause(2.2), reset],
    "half a greeting, then closes": [send(GREETING[:4]), fin],
    # In between the client reads: a reset can overtake what is not read.
    "half a greeting, then resets": [send(GREETING[:4]), pause(0.3), reset],
    "greeting byte by byte": [send(GREETING[i:i + 1]) for i in range(8)] + [read(MESSAGE_1), fin],
    "version 2": [send(b"TMSS10\x02\x00")],
    "busy": [send(b"TMSS10\x01\x01"), fin],
    "undefined status": [send(b"TMSS10\x01\x02")],
    "greets": GREET,
    "greets and closes": [*GREET, fin],
    "closes after message 1": [*AFTER_MESSAGE_1, fin],
    "closes 2.5 s after message 1": [*AFTER_MESSAGE_1, pause(2.5), fin],
    "resets 2.5 s after message 1": [*AFTER_MESSAGE_1, pause(2.5), reset],
    "resets after message 1": [*AFTER_MESSAGE_1, reset],
    "half of message 2, then closes": [*AFTER_MESSAGE_1, send(b"\x00\x30" + bytes(20)), fin],
    "half of message 2": [*AFTER_MESSAGE_1, send(b"\x00\x30" + bytes(20))],
    "wrong message 2": [*AFTER_MESSAGE_1, send(b"\x00\x30" + bytes(range(48)))],
    "length 65535": [*AFTER_MESSAGE_1, send(b"\xff\xff")],
    "length 0": [*AFTER_MESSAGE_1, send(b"\x00\x00")],
}


class Peer:
    """Serves every connection in a thread of its own."""

    def __init__(self):
        self.lock = threading.Lock()
        self.received = self.sent = self.connections = 0
        self.threads: list[threading.Thread] = []
        self.sockets: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        self.start(self.accept)

    def start(self, work, *args) -> None:
        thread = threading.Thread(target=self.quietly, args=(work, *args))
        with self.lock:
            self.threads.append(thread)
            thread.start()

    @staticmethod
    def quietly(work, *args) -> None:
        try:
            work(*args)
        except OSError:
            pass  # the other side is gone, or the case is over

    def count(self, received: int = 0, sent: int = 0) -> None:
        with self.lock:
            self.received += received
            self.sent += sent

    def accept(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            with self.lock:
                self.connections += 1
                self.sockets.append(connection)
            self.start(self.serve_and_close, connection)

    def serve_and_close(self, connection: socket.socket) -> None:
        """Peers of a client that connects a thousand times must not run out of descriptors."""
        try:
            self.serve(connection)
        finally:
            with self.lock:
                self.sockets.remove(connection)
            connection.close()

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def release(self) -> None:
        """For a relay that stalls."""

    def settle(self, limit: float) -> None:
        """Waits until the bytes of connections that clients have ended are counted."""
        self.release()
        deadline = time.monotonic() + limit
        poller = select.poll()  # select() knows no descriptor above 1023
        poller.register(self.listener, select.POLLIN)
        while time.monotonic() < deadline and poller.poll(0):
            time.sleep(0.01)  # connections that nobody has accepted yet
        with self.lock:
            serving = self.threads[1:]
        for thread in serving:
            thread.join(limit)

    def close(self) -> None:
        self.release()
        with self.lock:
            sockets = [self.listener, *self.sockets]
        for each in sockets:
            self.quietly(each.shutdown, socket.SHUT_RDWR)  # wakes whoever waits for it
        for thread in list(self.threads):
            thread.join()
        for each in sockets:
            each.close()


class ScriptedPeer(Peer):
    def __init__(self, steps):
        self.steps = steps
        super().__init__()

    def serve(self, connection: socket.socket) -> None:
        for step in self.steps:
            step(self, connection)
        while data := connection.recv(65536):
            self.count(received=len(data))


class ResettingPeer(Peer):
    """Resets every connection in the thread that accepts it, often before a client has looked."""

    def serve(self, connection: socket.socket) -> None:
        """Nothing is left to do."""

    def accept(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            reset(self, connection)
            self.connections += 1


class FullBacklog:
    """A listener that has as many connections as it takes: the system drops the next."""
    received = sent = connections = 0

    def __init__(self):
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(0)
        self.port = self.listener.getsockname()[1]
        self.sockets = [self.listener, socket.create_connection(("127.0.0.1", self.port))]

    def settle(self, limit: float) -> None:
        pass

    def close(self) -> None:
        for each in self.sockets:
            each.close()

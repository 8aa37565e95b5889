#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that net and http close their sockets by close_socket() alone, and finds what is planted beside it.

Closing alone ends what waits on a socket as well, but for Windows' completion ports under Wine: no other test notices."""

from pathlib import Path
import re
import sys

TOP = Path(__file__).resolve().parent.parent
CLOSES = re.compile(r"(\w+)(?:\(\))?\s*(?:\.|->)\s*close\(")
COMMENT = re.compile(r"//.*")
HELPER = "include/tmss10/net/close_socket.hpp"
# What may be closed by its own name: none of these is a socket, but what has one and closes it by the helper.
OTHERS = {
    ("src/http/http_connection.cpp", "self"),  # a connection
    ("src/http/http_server.cpp", "each"),  # an accept_loop
    ("src/http/http_server.cpp", "connection"),  # an http_connection
    ("src/net/client_session.cpp", "from"),  # a session
    ("src/net/client_session.cpp", "opened"),  # a session
    ("src/net/ping/idle_connection.cpp", "session_"),  # a session
    ("src/net/ping/path_search.cpp", "probes_"),  # path_probes
    ("src/net/ping/path_trace.cpp", "connection_"),  # a path_connection
    ("src/net/ping/path_trials.cpp", "connection"),  # a path_connection
    ("src/net/ping/pinger.cpp", "kept"),  # a session
    ("src/net/ping/size_probe.cpp", "over"),  # a session
    ("src/net/listen/acceptor_wait.hpp", "event_"),  # of Windows
    ("src/net/responder/responder.cpp", "acceptor"),  # an accept_loop
    ("src/net/listen/accept_loop.cpp", "wait_"),  # an acceptor_wait
}
PLANTED = {
    "  socket_.close();\n": "socket_",
    "  from->socket().close(ignored);\n": "socket",
    "  // a comment\n  out_.connection.socket\n      .close(ignored);  // socket.close()\n": "socket",
    "  close_socket(socket_);  // not socket_.close()\n": None,
}


def closed_in(text: str) -> list[tuple[int, str]]:
    """The lines where something is closed by its own name, and that name."""
    text = COMMENT.sub("", text)
    return [(text.count("\n", 0, match.end()) + 1, match[1]) for match in CLOSES.finditer(text)]


def faults_of_project() -> list[str]:
    out = []
    left = set(OTHERS)
    files = sorted(file for root in ("include/tmss10/net", "src/net", "src/http") for file in (TOP / root).rglob("*.?pp"))
    for file in files:
        path = file.relative_to(TOP).as_posix()
        for line, name in closed_in(file.read_text(encoding="utf-8")) if path != HELPER else []:
            if (path, name) not in OTHERS:
                out.append(f"{path}:{line}: {name} is closed without close_socket(); if it is no socket, say so in {Path(__file__).name}")
            left.discard((path, name))
    out += [f"{path}: {name} is not closed there, although {Path(__file__).name} says so" for path, name in sorted(left)]
    return out if files else ["there are no files"]


def faults_of_planted() -> list[str]:
    found = {text: [name for _, name in closed_in(text)] for text in PLANTED}
    return [f"{found[text]} is found in {text!r}" for text, name in PLANTED.items() if found[text] != ([name] if name else [])]


def main() -> int:
    faults = faults_of_project() + faults_of_planted()
    print("\n".join(faults or ["net and http close their sockets by close_socket() alone"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""Finds what a case calls its peer or its proxy: a real service, a scripted proxy, another peer."""

from peers import SCRIPTS, FullBacklog, ResettingPeer, ScriptedPeer
from proxies import ScriptedProxy, steps_of
from relay import Relay
from service_setup import SETUPS
from services import Services


class SharedService:
    """A service as a peer that counts nothing; it outlives the case."""

    def __init__(self, port: int):
        self.port = port

    def settle(self, limit: float) -> None:
        """Nothing is counted."""

    def close(self) -> None:
        """It goes on for the other cases."""


def start_peer(name: str, responder_port: int | None):
    """ValueError if there is no peer of that name."""
    if name == "full backlog":
        return FullBacklog()
    if name == "resets at once":
        return ResettingPeer()
    if name.startswith("relay"):
        return Relay(name.removeprefix("relay").strip(), responder_port)
    if name not in SCRIPTS:
        raise ValueError(f"there is no peer {name!r}")
    return ScriptedPeer(SCRIPTS[name])


def start_server(name: str, services: Services, responder_port: int | None):
    if name in SETUPS:
        return SharedService(services.port_of(name))
    if steps := steps_of(name):
        return ScriptedProxy(steps, services.account)
    return start_peer(name, responder_port)

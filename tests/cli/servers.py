# SPDX-License-Identifier: MIT
"""Finds what a case calls its peer or its proxy: a real service, a scripted proxy, another peer."""

from peers import start_peer
from proxies import ScriptedProxy, steps_of
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


def start_server(name: str, services: Services, responder_port: int | None):
    if name in SETUPS:
        return SharedService(services.port_of(name))
    if steps := steps_of(name):
        return ScriptedProxy(steps, services.account)
    return start_peer(name, responder_port)

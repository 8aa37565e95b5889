# SPDX-License-Identifier: MIT
"""A name server in a lab, on the responder's side, and what it says."""

from dataclasses import dataclass, field
import ipaddress
from pathlib import Path
import sys

from namespaces import inside

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "static"))

from name_server import TYPES, NameServer, read_question


@dataclass
class Name:
    """A name that there is, perhaps without an address, and the types it gets no answer for."""
    addresses: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)


def read_names(text: str) -> dict[str, Name]:
    """"a.test 10.77.0.2 silent-AAAA, b.test" as the names by themselves. ValueError for anything else."""
    names = {}
    for entry in text.split(","):
        host, *words = entry.split()
        names[host] = name = Name()
        for word in words:
            if word in ("silent-A", "silent-AAAA"):
                name.silent.add(word.removeprefix("silent-"))
            else:
                name.addresses.append(str(ipaddress.ip_address(word)))
    return names


class LabNames(NameServer):
    """Answers in the server's namespace of a lab, at port 53 of both of its addresses."""

    def __init__(self, lab_name: str, addresses: tuple[str, str], names: dict[str, Name]):
        self.names = names
        self.namespace = lab_name + "s"
        with inside(self.namespace):
            super().__init__({host: name.addresses for host, name in names.items()}, addresses)

    def wake(self, listener) -> None:
        with inside(self.namespace):
            super().wake(listener)

    def answer(self, query: bytes) -> bytes | None:
        host, kind, _ = read_question(query)
        record = {4: "A", 6: "AAAA"}.get(TYPES.get(kind))
        return None if host in self.names and record in self.names[host].silent else super().answer(query)

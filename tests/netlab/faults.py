# SPDX-License-Identifier: MIT
"""The faults of the lab: their names, and how their values are read. README.md says what they do."""

WAYS = ("c2s", "s2c")  # client to server, server to client
ANY = range(65536)


def amount(value: str, most: float = 1e9) -> float:
    if not 0 <= float(value) <= most:
        raise ValueError(f"{value} is not within 0 to {most:g}")
    return float(value)


def probability(value: str) -> float:
    return amount(value, most=1)


def switch(value: str) -> bool:
    if value not in ("on", "0"):
        raise ValueError(f"{value!r} is not on or off")
    return value == "on"


def ports(value: str) -> range | frozenset[int]:
    """None, one, several or all of the server's ports."""
    if value == "any":
        return ANY
    return frozenset(int(amount(port, 65535)) for port in value.split(",") if port != "0")


PATH_FAULTS = {  # NAME sets both directions, NAME_c2s or NAME_s2c one
    "delay": amount,
    "loss": probability,
    "rate": amount,
    "mtu": amount,
    "outage": switch,
}
LAB_FAULTS = {
    "mtu_icmp": switch,
    "filtered": ports,
    "reject_icmp": ports,
    "reject_net": ports,
    "reject_host": ports,
    "reject_port": ports,
    "hop_limit": ports,
    "icmp_beside": ports,
    "reject_rst": ports,
    "drop_after_connect": ports,
    "reset_after_connect": ports,
    "idle_forget": amount,
}
NO_EVENTS = ("delay", "mtu_icmp")  # they change packets, or how others are dropped


def resolve(faults: dict[str, str]) -> dict:
    """Full names with the values that the router keeps. ValueError tells what is wrong."""
    resolved = {}
    for name, value in faults.items():
        base = name[:-4] if name[-3:] in WAYS else name
        if base not in PATH_FAULTS and name not in LAB_FAULTS:
            raise ValueError(f"no fault is called {name}")
        read = PATH_FAULTS.get(base) or LAB_FAULTS[name]
        names = [f"{name}_{way}" for way in WAYS] if name in PATH_FAULTS else [name]
        try:
            resolved.update(dict.fromkeys(names, read("0" if value == "off" else value)))
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return resolved


def read_faults(text: str) -> dict[str, str]:
    """"delay=50 filtered=5000" as a dictionary that resolve() takes."""
    pairs = [word.partition("=") for word in text.split()]
    if bad := [name for name, equals, _ in pairs if not equals]:
        raise ValueError(f"not NAME=VALUE: {' '.join(bad)}")
    faults = {name: value for name, _, value in pairs}
    resolve(faults)
    return faults

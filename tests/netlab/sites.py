#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A run with 200 targets behind three firewalls ends with a block that one can act on: sites.py PING RESPONDER

The client's router leads to three firewalls, each with the network of its sites behind it. The first drops
connection requests, the second rejects them, the third lets them pass."""

import contextlib
import itertools
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "cli"))

from lab import LabError, what_is_missing
from lab_run import AS_NOBODY
from namespaces import command_in, inside, ip, remove_namespaces

SKIPPED = 77  # as ctest is told
PORT = 5000
CLIENT = "10.79.0.1"
RULES = ["drop", "reject with icmpx type admin-prohibited", "accept"]
SITES = [67, 67, 66]  # behind each firewall
SERIAL = itertools.count()


class Sites:
    """client - router - firewall 1, 2 or 3 - its sites, all of whose addresses one responder has."""

    def __init__(self):
        self.name = f"si{os.getpid()}-{next(SERIAL)}"

    def namespace(self, of: str) -> str:
        return f"{self.name}{of}"

    def namespaces(self) -> list[str]:
        numbers = range(1, len(RULES) + 1)
        return [self.namespace(of) for of in ["c", "r", *(f"f{n}" for n in numbers), *(f"s{n}" for n in numbers)]]

    def __enter__(self) -> "Sites":
        try:
            self.build()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise LabError(str(error)) from None
            raise
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        remove_namespaces(self.namespaces())

    def build(self) -> None:
        ip("-batch", "-", lines="".join(f"netns add {one}\n" for one in self.namespaces()))
        client, router = self.namespace("c"), self.namespace("r")
        self.link(client, "left", f"{CLIENT}/24", router, "right", "10.79.0.254/24")
        ip("-n", client, "route", "add", "default", "via", "10.79.0.254")
        self.forward(router)
        for number, rule in enumerate(RULES, 1):
            firewall, site = self.namespace(f"f{number}"), self.namespace(f"s{number}")
            self.link(router, f"f{number}", f"10.79.10{number}.1/24", firewall, "left", f"10.79.10{number}.2/24")
            self.link(firewall, "right", f"10.79.20{number}.1/24", site, "left", f"10.79.20{number}.2/24")
            ip("-n", router, "route", "add", f"10.79.{number}.0/24", "via", f"10.79.10{number}.2")
            ip("-n", firewall, "route", "add", "default", "via", f"10.79.10{number}.1")
            ip("-n", firewall, "route", "add", f"10.79.{number}.0/24", "via", f"10.79.20{number}.2")
            ip("-n", site, "route", "add", "default", "via", f"10.79.20{number}.1")
            ip("-n", site, "route", "add", "local", f"10.79.{number}.0/24", "dev", "lo")
            self.forward(firewall)
            with inside(firewall):
                subprocess.run(["nft", "-f", "-"], check=True, text=True, input=f"""table inet filter {{
                    chain forward {{
                        type filter hook forward priority 0;
                        tcp dport {PORT} {rule}
                    }}
                }}""")

    @staticmethod
    def link(here: str, device: str, address: str, there: str, far: str, far_address: str) -> None:
        ip("-batch", "-", lines=f"link add {device} netns {here} type veth peer name {far} netns {there}\n")
        for namespace, name, own in ((here, device, address), (there, far, far_address)):
            ip("-n", namespace, "-batch", "-",
               lines=f"link set lo up\nlink set {name} up\naddr add {own} dev {name}\n")

    @staticmethod
    def forward(namespace: str) -> None:
        with inside(namespace):
            Path("/proc/sys/net/ipv4/ip_forward").write_text("1")
            Path("/proc/sys/net/ipv4/icmp_ratelimit").write_text("0")  # it has many to reject
            Path("/proc/sys/net/ipv4/icmp_ratemask").write_text("0")

    @contextlib.contextmanager
    def responders(self, program: str):
        """One for all sites of each firewall."""
        started = []
        try:
            for number in range(1, len(RULES) + 1):
                process = subprocess.Popen(command_in(self.namespace(f"s{number}"), [program]),
                                           stderr=subprocess.PIPE, text=True)
                started.append(process)
                process.stderr.readline()  # it listens
            yield
        finally:
            for process in started:
                process.kill()
                process.wait()
                process.stderr.close()

    def ping(self, program: str, arguments: list[str]) -> subprocess.CompletedProcess:
        """Run by an ordinary user without any capability."""
        command = command_in(self.namespace("c"), [*AS_NOBODY, program, *arguments])
        return subprocess.run(command, capture_output=True, text=True, timeout=60)


def targets() -> str:
    """A target file, in which the sites of the three firewalls take turns."""
    lines = [f"10.79.{firewall}.{number} --name site-{firewall}{number:02}.example.com"
             for number in range(1, max(SITES) + 1) for firewall in (1, 2, 3) if number <= SITES[firewall - 1]]
    return "\n".join(lines) + "\n"


BLOCK = r"""
--- TMSS10Ping statistics ---
200 targets: 66 ok, 134 failed
failed: 67 10\.79\.102\.2 says: administratively prohibited
failed: 67 no answer to the connection request
round-trip min/avg/max = [\d./]+ ms
  hint: for site-2\d\d\.example\.com and 66 more: a firewall there rejects it\. .*
(?: {8}.*
)*  hint: for site-1\d\d\.example\.com and 66 more: a firewall is dropping .*
(?: {8}.*
)*"""


def what_is_wrong(done: subprocess.CompletedProcess) -> list[str]:
    lines = done.stdout.splitlines()
    block = done.stdout[done.stdout.find("\n---"):]
    wrong = []
    if done.returncode != 1:
        wrong.append(f"the exit code is {done.returncode}, not 1")
    if done.stderr:
        wrong.append(f"standard error has: {done.stderr}")
    for words, count in (("  ok  ", 66), ("no answer to the connection request in 5.", 67),
                         ("10.79.102.2 says: administratively prohibited", 67)):
        found = sum(words in line and line.startswith("site-") for line in lines)
        if found != count:
            wrong.append(f"{found} lines have {words!r}, not {count}")
    if not re.fullmatch(BLOCK, block):
        wrong.append("the block is another")
    return wrong


def main(argv: list[str]) -> int:
    if len(argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    if reason := what_is_missing():
        print(f"sites: {reason}", file=sys.stderr)
        return 1 if "CI" in os.environ else SKIPPED
    with tempfile.TemporaryDirectory() as folder, Sites() as sites, sites.responders(argv[2]):
        os.chmod(folder, 0o755)
        file = Path(folder, "sites.txt")
        file.write_text(targets())
        done = sites.ping(argv[1], ["-c", "2", "--targets", str(file)])
    wrong = what_is_wrong(done)
    print(done.stdout if wrong else done.stdout[done.stdout.find("\n---"):])
    print("\n".join(wrong) if wrong else "sites: passed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the examples of the manual pages, each of which must end well.

    tests/manual/check_examples.py TMSS10Ping TMSS10Responder TMSS10Exporter

The names in them stand for what is started here: a responder, with the site key for those who use it, and a proxy
that asks for a password. What would run for long gets a deadline, and a server any free port. The module file is
docs/modules.toml."""

import os
from pathlib import Path
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "cli"))

# pylint: disable=wrong-import-position
from needs import has_ipv6
from proxies import SCRIPTS, ScriptedProxy
from service_setup import Account

from manual_page import read_page

TARGET, BACKUP, SITES = "tapetrack.example.com", "backup.example.com", "sites.txt"
PROXY, KEY, CREDENTIALS = "proxy.example.com:3128", "site.key", "proxy.txt"
MODULES, CERTIFICATE, PRIVATE_KEY, LOGIN = "modules.toml", "tls.pem", "tls.key", "login.txt"
LIMIT = 60.0
ENDLESS = re.compile(r" -[ti] ")


class Server:
    """A server that listens when it is made."""

    def __init__(self, command: str, folder: Path, environment: dict[str, str]):
        self.child = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=folder, env=environment, text=True,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.first_line = self.child.stderr.readline().strip()
        found = re.search(r" listening on .*:(\d+)/?$", self.first_line)
        self.port = int(found[1]) if found else 0

    def end(self) -> int:
        self.child.send_signal(signal.SIGTERM)
        self.child.communicate(timeout=LIMIT)
        return self.child.returncode


def make_certificate(folder: Path) -> None:
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                    "-subj", "/CN=probe.example.com", "-keyout", PRIVATE_KEY, "-out", CERTIFICATE], cwd=folder,
                   check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=LIMIT)


def fault_of_server(example: str, started: Server) -> str:
    code = started.end()
    return "" if started.port and code == 0 else f"{example}\nexits with {code} and says {started.first_line}"


class Bench:
    """What the examples of a page need, while they run one after the other in the same folder."""

    def __init__(self, programs: list[Path], folder: Path):
        self.folder = folder
        folders = ":".join(dict.fromkeys(str(program.resolve().parent) for program in programs))
        self.environment = os.environ | {"PATH": f"{folders}:{os.environ['PATH']}"}
        account = Account()
        for name in (CREDENTIALS, LOGIN):
            (folder / name).touch(0o600)
            (folder / name).write_text(f"{account.user}:{account.password}\n")
        shutil.copy(ROOT / "docs" / MODULES, folder)
        make_certificate(folder)
        self.proxy = ScriptedProxy(SCRIPTS["asks for any scheme"], account)
        self.responders: dict[bool, Server] = {}

    def responder(self, command: str) -> Server:
        return Server(command.replace("TMSS10Responder", "TMSS10Responder -P 0", 1), self.folder, self.environment)

    def port_for(self, example: str) -> int:
        with_key = f"-k {KEY}" in example
        if with_key not in self.responders:  # an example before it has made the key
            key = f" -k {KEY}" if with_key else ""
            self.responders[with_key] = self.responder(f"TMSS10Responder --listen 127.0.0.1{key}")
        started = self.responders[with_key]
        if not started.port:
            raise SystemExit(f"no responder for the examples: {started.first_line}")
        return started.port

    def ping(self, example: str) -> str:
        """What is wrong with an example of TMSS10Ping; empty when nothing is."""
        command = example.replace(PROXY, f"127.0.0.1:{self.proxy.port}")
        port = self.port_for(example)
        # Two targets need two names, so the other one is the same address in another notation.
        command = command.replace(TARGET, f"127.0.0.1:{port}").replace(BACKUP, f"127.1:{port}")
        (self.folder / SITES).write_text(f"127.0.0.1:{port} --name Perth\n127.0.0.1:{port} --name Sydney\n")
        if ENDLESS.search(command):
            command = command.replace("TMSS10Ping", "TMSS10Ping -w 1", 1)
        if not shutil.which("jq"):
            command = command.partition("|")[0]
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False, timeout=LIMIT)
        # The responder says first who it is, which --connect-only notes.
        if done.returncode == 0 and done.stdout and not re.sub(r"(?m)^note: .*\n", "", done.stderr):
            return ""
        return f"{example}\nexits with {done.returncode} and says {(done.stdout + done.stderr).strip()}"

    def answer(self, example: str) -> str:
        """The same for one of TMSS10Responder."""
        if "::1" in example and not has_ipv6():
            return ""
        return fault_of_server(example, self.responder(example))

    def export(self, example: str) -> str:
        """The same for one of TMSS10Exporter."""
        if "--check" in example:
            done = subprocess.run(["sh", "-c", example], cwd=self.folder, env=self.environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=LIMIT)
            right = done.returncode == 0 and done.stdout and not done.stderr
            return "" if right else f"{example}\nexits with {done.returncode} and says {done.stdout + done.stderr}"
        command = re.sub(r" --listen \S+", "", example) + " --listen 127.0.0.1:0"
        return fault_of_server(example, Server(command, self.folder, self.environment))

    def end(self) -> None:
        for responder in self.responders.values():
            responder.end()
        self.proxy.close()


def main(argv: list[str]) -> int:
    if len(argv) != 4:
        print(__doc__)
        return 2
    pages = ROOT / "docs" / "man"
    pings = read_page(pages / "TMSS10Ping.1").examples()
    answers = read_page(pages / "TMSS10Responder.8").examples()
    exports = read_page(pages / "TMSS10Exporter.8").examples()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench([Path(program) for program in argv[1:]], Path(folder))
        try:
            found = [bench.ping(example) for example in pings] + [bench.answer(example) for example in answers]
            found += [bench.export(example) for example in exports]
        finally:
            bench.end()
    found = [fault for fault in found if fault]
    print("\n".join(found or [f"{len(pings)}, {len(answers)} and {len(exports)} examples"]))
    return 1 if found or not pings or not answers or not exports else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

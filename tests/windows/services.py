# SPDX-License-Identifier: MIT
"""Whether the responder and the exporter are Windows services as their users want them, under Wine."""

from collections.abc import Callable
from pathlib import Path
import socket
import subprocess
import tempfile
import time
import urllib.request

from wine_child import WINE, windows_path

LIMIT = 60  # seconds for one program
PATIENCE = 30  # seconds for what happens a moment later
ACCOUNT = "NT AUTHORITY\\LocalService"
EVENTS = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Services:
    """A build's programs and what they answered, with the problems found."""

    def __init__(self, build: Path, events: Path):
        self.build, self.events = build, events
        self.problems: list[str] = []

    def wine(self, *command: object) -> subprocess.CompletedProcess:
        try:
            return subprocess.run([WINE, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, None, "", f"no end in {LIMIT} s")

    def control(self, *words: str) -> str:
        done = self.wine(self.build / "tests/windows/service_control.exe", *words)
        return (done.stdout or done.stderr).strip()

    def expect(self, what: str, seen: object, wanted: object) -> None:
        if seen != wanted:
            self.problems.append(f"{what}: {seen!r} instead of {wanted!r}")

    def run(self, name: str, *options: object, code: int = 0, says: str) -> None:
        done = self.wine(self.build / f"{name}.exe", *options)
        said = done.stdout + done.stderr
        self.expect(f"{name} {' '.join(map(str, options))}: exit code ({said.strip()})", done.returncode, code)
        if says not in said:
            self.problems.append(f"{name} {options[0]} does not say {says!r}: {said!r}")

    def await_state(self, name: str, wanted: str) -> None:
        self.await_true(f"{name} is not {wanted}", lambda: self.control("state", name) == wanted,
                        lambda: self.control("state", name))

    def await_true(self, problem: str, holds: Callable[[], bool], why: Callable[[], str] = str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                self.problems.append(f"{problem}: {why()}")
                return
            time.sleep(0.1)

    def has_event(self, text: str) -> bool:
        return text in self.events.read_text(encoding="utf-8", errors="replace")

    def has_event_source(self, name: str) -> bool:
        return self.wine("reg", "query", "HKLM\\" + EVENTS + name, "/v", "EventMessageFile").returncode == 0


def make_key(services: Services, file: Path) -> None:
    file.unlink(missing_ok=True)
    services.run("TMSS10Ping", "--generate-key", windows_path(file), says="")


def ping(services: Services, port: int, key: Path) -> int:
    return services.wine(services.build / "TMSS10Ping.exe", "-q", "-c", "1", "-P", str(port), "--key-file",
                         windows_path(key), "127.0.0.1").returncode


def check_responder(services: Services, folder: Path) -> None:
    name, port, key = "TMSS10Responder", free_port(), folder / "site.key"
    make_key(services, key)
    options = ["--listen", "127.0.0.1", "-P", str(port), "--key-file"]
    services.run(name, "--install-service", "--key-file", "site.key", code=2, says="give its full path")
    services.run(name, "--install-service", "--threads", "none", code=2, says="--threads")
    services.run(name, "--service", code=2, says="is for Windows' service manager")
    services.run(name, "--uninstall-service", code=2, says=f"there is no service {name}")
    services.run(name, *options, windows_path(key), "--install-service", says="net start TMSS10Responder")
    program = windows_path(services.build / f"{name}.exe")
    services.expect("configuration", services.control("config", name).splitlines(),
                    ["manual", ACCOUNT, "Answers TMSS10Ping in place of a TapeTrack server",
                     f'{program} --service {" ".join(options)} "{windows_path(key)}"'])
    services.expect("before the start", services.control("state", name).split()[0], "stopped")
    services.control("start", name)
    services.await_state(name, "running 0")
    services.expect("a ping's exit code", ping(services, port, key), 0)
    make_key(services, key)  # the file's new contents; the old key would be valid, but nobody has it any more
    services.expect("a ping with a key that is not loaded yet", ping(services, port, key), 10)
    services.control("reload", name)
    services.await_true("no ping with the new key", lambda: ping(services, port, key) == 0)
    services.control("stop", name)
    services.await_state(name, "stopped 0")
    for text in (f"listening on 127.0.0.1:{port}", "the site key was replaced"):
        if not services.has_event(text):
            services.problems.append(f"the event log does not have: {text}")
    check_failed_start(services, name, folder / "no such.key")
    services.run(name, *options, windows_path(key), "--install-service", says="from its next start on")
    services.control("start", name)
    services.await_state(name, "running 0")
    services.run(name, "--uninstall-service", says=f"the service {name} is removed")
    services.expect("after the removal", services.control("state", name), "service_control: no such service: 1060")
    services.expect("the source of events after the removal", services.has_event_source(name), False)


def check_failed_start(services: Services, name: str, missing: Path) -> None:
    """An installed service gets other options, and can't start with them."""
    services.run(name, "--install-service", "--key-file", windows_path(missing), says="from its next start on")
    services.control("start", name)
    services.await_state(name, "stopped 2")
    if not services.has_event(missing.name):
        services.problems.append("the event log does not say which file is missing")


def check_exporter(services: Services) -> None:
    name, port = "TMSS10Exporter", free_port()
    services.run(name, "--install-service", "--modules", "modules.toml", code=2, says="give its full path")
    services.run(name, "--install-service", "--check", code=2, says="of no use to a service")
    services.run(name, "--install-service", "--listen", f"127.0.0.1:{port}", says="net start TMSS10Exporter")
    services.expect("the source of events", services.has_event_source(name), True)
    services.control("start", name)
    services.await_state(name, "running 0")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=LIMIT) as answer:
        services.expect("the exporter's answer", answer.status, 200)
    services.control("reload", name)
    services.await_true("no reload in the event log", lambda: services.has_event("the files were loaded"))
    services.control("stop", name)
    services.await_state(name, "stopped 0")
    services.run(name, "--uninstall-service", says=f"the service {name} is removed")


def problems_of_services(build: Path, events: Path) -> list[str]:
    """`events`: where Wine writes what Windows would have in its event log."""
    services = Services(build, events)
    program = windows_path(build / "TMSS10Responder.exe")
    services.expect("an entry of the event log", services.control("event", program, "fe80::1% 4 höst"),
                    "fe80::1% 4 höst")
    with tempfile.TemporaryDirectory(prefix="tmss10 services ") as name:
        check_responder(services, Path(name))
    check_exporter(services)
    return services.problems

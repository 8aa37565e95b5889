#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The services under a systemd of its own, as their operator meets them: check_service.py ROOT [COMMAND]...

ROOT is a root directory with systemd and the installed package. A command is run there before anything has started a
service. `check_service.py --possible` fails where no systemd can be booted in namespaces, which takes root and cgroups."""

from contextlib import closing
import os
from pathlib import Path
import subprocess
import sys
import time

LIMIT = 60.0  # seconds for anything that is waited for
STARTS = 5  # that systemd permits within 10 s where no unit says otherwise (DefaultStartLimitBurst)
UNIT = "tmss10responder.service"
EXPORTER = "tmss10exporter.service"
KEYS_DIFFER = 10
# The root has no program that could ask the exporter.
FETCH = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())"
MODULE = "[modules.site]\ncount = 1\nkey-file = '/etc/tmss10exporter/site.key'\n"
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}


def cgroups(name: str) -> list[Path]:
    """One for each hierarchy that this process may make one in, so that none of it is left afterwards."""
    out = []
    for line in Path("/proc/mounts").read_text().splitlines():
        _, where, kind, *_ = line.split()
        if kind in ("cgroup", "cgroup2"):
            try:
                Path(where, name).mkdir()
                out.append(Path(where, name))
            except OSError:
                pass
    return out


class Machine:
    """The root directory, booted."""

    def __init__(self, root: Path):
        self.root = root
        self.cgroups = cgroups(f"tmss10-test-{os.getpid()}")
        boot = Path(__file__).with_name("boot")
        self.outer = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--cgroup", "--ipc", "--uts", "--net", "--fork", "--kill-child",
             boot, root],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=self.enter_cgroups)
        children = Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children")
        self.init = await_that(lambda: children.read_text().strip())
        await_that(lambda: self.run("systemctl", "is-active", "basic.target")[1] == "active")

    def enter_cgroups(self) -> None:
        for group in self.cgroups:
            try:
                (group / "cgroup.procs").write_text("0")
            except OSError:
                pass  # a hierarchy that needs more to be said first, such as cpuset

    def run(self, *command: str) -> tuple[int, str]:
        """Exit code and output of a command of this machine."""
        done = subprocess.run(["nsenter", "--target", self.init, "--mount", "--pid", "--net", "--ipc", "--uts",
                               *command], env=CLEAN, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT, check=False)
        return done.returncode, done.stdout.strip()

    def must(self, *command: str) -> str:
        code, output = self.run(*command)
        assert code == 0, f"{' '.join(command)}: {output}"
        return output

    def state(self, name: str, unit: str = UNIT) -> str:
        return self.must("systemctl", "show", "--value", f"--property={name}", unit)

    def options(self, text: str, unit: str = UNIT) -> None:
        (self.root / "etc/default" / unit.removesuffix(".service")).write_text(f'TMSS10_OPTIONS="{text}"\n')

    def probe(self, module: str) -> str:
        """The exporter's answer to a request for the responder; empty if it is a refusal."""
        url = f"http://127.0.0.1:10550/probe?target=127.0.0.1&module={module}"
        done = subprocess.run(["nsenter", "--target", self.init, "--net", sys.executable, "-c", FETCH, url],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LIMIT, check=False)
        return done.stdout

    def ping(self, *options: str, host: str = "127.0.0.1") -> int:
        return self.run("TMSS10Ping", "-q", *options, host)[0]

    def close(self) -> None:
        subprocess.run(["kill", "-KILL", self.init], check=True)  # all of its processes end with the first one
        self.outer.wait(LIMIT)
        for group in self.cgroups:
            for directory, _, _ in os.walk(group, topdown=False):
                await_that(lambda here=directory: removed(here))


def removed(directory: str) -> bool:
    try:
        os.rmdir(directory)
    except OSError:
        return False
    return True


def await_that(condition):
    """What a condition comes to, as soon as that is anything."""
    end = time.monotonic() + LIMIT
    while not (out := condition()):
        assert time.monotonic() < end, "it does not come to pass"
        time.sleep(0.02)
    return out


def new_key(machine: Machine) -> None:
    """As README has it."""
    key = machine.root / "root/site.key"
    key.unlink(missing_ok=True)
    machine.must("TMSS10Ping", "--generate-key", "/root/site.key")
    machine.must("install", "-D", "-m", "640", "-g", "tmss10responder", "/root/site.key",
                 "/etc/tmss10responder/site.key")


def test_open_mode(machine: Machine) -> None:
    machine.options("")
    machine.must("systemctl", "start", UNIT)
    assert machine.ping() == 0


def test_new_key(machine: Machine) -> None:
    """Root puts a key in place, the service reads it, and goes on with the sessions that it has."""
    new_key(machine)
    machine.options("-k /etc/tmss10responder/site.key --key-grace 0")
    machine.must("systemctl", "restart", UNIT)
    process = machine.state("MainPID")
    assert machine.ping("-k", "/root/site.key") == 0
    (machine.root / "root/old.key").write_bytes((machine.root / "root/site.key").read_bytes())
    new_key(machine)
    assert machine.ping("-k", "/root/site.key") == KEYS_DIFFER
    machine.must("systemctl", "reload", UNIT)
    await_that(lambda: machine.ping("-k", "/root/site.key") == 0)
    await_that(lambda: machine.ping("-k", "/root/old.key") == KEYS_DIFFER)
    assert machine.state("MainPID") == process, "it was started anew"


def put_for_exporter(machine: Machine, name: str) -> None:
    """As README has it, from root's own directory."""
    machine.must("install", "-D", "-m", "640", "-g", "tmss10exporter", f"/root/{name}", f"/etc/tmss10exporter/{name}")


def test_exporter(machine: Machine) -> None:
    """It probes the responder, without a module file and with one that it is given while it runs."""
    module = machine.root / "root/modules.toml"
    module.write_text("")
    put_for_exporter(machine, "modules.toml")
    put_for_exporter(machine, "site.key")
    machine.options("--modules /etc/tmss10exporter/modules.toml", EXPORTER)
    machine.must("systemctl", "start", EXPORTER)
    process = machine.state("MainPID", EXPORTER)
    assert 'cause="keys_differ' in machine.probe("default"), machine.probe("default")
    assert not machine.probe("site"), "it has a module that nobody gave it"
    module.write_text(MODULE)
    put_for_exporter(machine, "modules.toml")
    machine.must("systemctl", "reload", EXPORTER)
    await_that(lambda: "\nprobe_success 1\n" in machine.probe("site"))
    module.write_text("not TOML")
    put_for_exporter(machine, "modules.toml")
    machine.must("systemctl", "reload", EXPORTER)
    await_that(lambda: machine.state("ActiveState", EXPORTER) == "active")
    assert "\nprobe_success 1\n" in machine.probe("site"), "a bad file is not passed over"
    assert machine.state("MainPID", EXPORTER) == process, "it was started anew"


def check_owns_no_file(machine: Machine, unit: str) -> None:
    """What a service can't write, nobody can be led astray by."""
    process = machine.state("MainPID", unit)
    user = machine.must("stat", "--format=%U", f"/proc/{process}")
    assert user == unit.removesuffix(".service"), user
    owned = machine.must("find", "/", "-xdev", "-user", user, "-not", "-path", "/proc/*")
    assert not owned, owned
    assert machine.must("stat", "--format=%U %G %a", f"/etc/{user}/site.key") == f"root {user} 640"
    code, _ = machine.run("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups",
                          "test", "-w", f"/etc/{user}/site.key", "-o", "-w", f"/etc/{user}")
    assert code == 1, "the service may change its own key"


def test_owns_no_file(machine: Machine) -> None:
    for unit in (UNIT, EXPORTER):
        check_owns_no_file(machine, unit)


def test_address_that_comes_later(machine: Machine) -> None:
    """It is tried again oftener than systemd permits by default, and works at last."""
    quick = machine.root / "etc/systemd/system" / f"{UNIT}.d"
    quick.mkdir()
    (quick / "quick.conf").write_text("[Service]\nRestartSec=20ms\n")
    machine.must("systemctl", "daemon-reload")
    machine.must("systemctl", "stop", UNIT)
    machine.options("--listen 192.0.2.1")
    assert machine.run("systemctl", "start", UNIT)[0] != 0
    await_that(lambda: machine.state("ActiveState") == "failed" or int(machine.state("NRestarts")) > STARTS)
    assert machine.state("ActiveState") != "failed", machine.state("Result")
    subprocess.run(["nsenter", "--target", machine.init, "--net", "ip", "address", "add", "192.0.2.1/32",
                    "dev", "lo"], check=True)
    await_that(lambda: machine.state("ActiveState") == "active")
    assert machine.ping(host="192.0.2.1") == 0


def possible() -> bool:
    """Whether this is root, and not only in a user namespace, and may make cgroups."""
    everybody = "4294967295"
    made = cgroups(f"tmss10-test-{os.getpid()}")
    for group in made:
        group.rmdir()
    return bool(made) and os.geteuid() == 0 and Path("/proc/self/uid_map").read_text().split()[2] == everybody


def main() -> None:
    if sys.argv[1:] == ["--possible"]:
        sys.exit(0 if possible() else 1)
    with closing(Machine(Path(sys.argv[1]))) as machine:
        for command in sys.argv[2:]:
            machine.must(command)
        for test in (test_open_mode, test_new_key, test_exporter, test_owns_no_file, test_address_that_comes_later):
            test(machine)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the static programs where there is nothing but them: run.py BUILD_DIR [EMULATOR…]

In a network namespace of its own: there, port 53 is free and nothing else is to be reached."""

import os
from pathlib import Path
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.request

from bare_root import LONGEST_RUN, BareRoot
from name_server import NameServer

SKIPPED = 77  # as ctest is told
INSIDE = "TMSS10_TESTS_IN_A_NAMESPACE"
PROGRAMS = ("TMSS10Ping", "TMSS10Responder", "TMSS10Exporter")
NAMES = {"printer.lab.test": ["127.0.0.1", "::1"], "printer.test": ["127.0.0.1"],
         "six.lab.test": ["::1"]}
ANSWERED, USAGE, NO_SUCH_NAME, OTHER_KEY = 0, 2, 3, 10  # exit codes
HOSTS = "127.0.0.1 printer\n::1 six-printer\n"
NAME_SERVER = "nameserver 127.0.0.1\noptions timeout:5 attempts:1\n"
MODULES = ("mdns4_minimal", "resolve", "myhostname", "sss", "systemd")
LIBRARIES = ("lib", "usr/lib", "lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu",
             "lib/aarch64-linux-gnu", "usr/lib/aarch64-linux-gnu")
PROVIDER = """openssl_conf = all
[all]
providers = providers
[providers]
hostile = hostile
[hostile]
module = /lib/hostile_module.so
activate = 1
"""


def expect(done: subprocess.CompletedProcess, code: int, *texts: str) -> None:
    told = f"{done.args}\nexit code {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.returncode == code, f"not {code}: {told}"
    for text in texts:
        assert text in done.stdout + done.stderr, f"no {text!r}: {told}"


def expect_its_end(done: subprocess.CompletedProcess) -> None:
    """A module has ended it; processors have different signals for that."""
    assert -done.returncode in (signal.SIGILL, signal.SIGTRAP), done


def ping(root: BareRoot, host: str, *options: str, **variables: str):
    return root.run("TMSS10Ping", "-c", "2", *options, host, **variables)


def expect_success(url: str, target: str) -> None:
    """An exporter there probes a target well. Its certificate is nobody's."""
    with urllib.request.urlopen(f"{url}/probe?target={target}", timeout=LONGEST_RUN,
                                context=ssl._create_unverified_context()) as answer:
        metrics = answer.read().decode()
    assert "\nprobe_success 1\n" in metrics, f"{target}: {metrics}"


def write_certificate(root: BareRoot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                        "-subj", "/CN=localhost", "-keyout", "tls.key", "-out", "tls.pem"], cwd=folder, check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for file in Path(folder).iterdir():
            root.write(file.name, file.read_bytes())
    (root.path / "tls.key").chmod(0o600)  # or it would be warned of


def needs_no_library(build: Path) -> None:
    for program in PROGRAMS:
        told = subprocess.run(["readelf", "--wide", "--program-headers", "--dynamic", build / program],
                              check=True, capture_output=True, text=True).stdout
        for word in ("INTERP", "(NEEDED)"):
            assert word not in told, f"{program} has {word}"
        assert "(FLAGS_1)" in told and "PIE" in told, f"{program} has a fixed address"


def with_nothing_there(root: BareRoot) -> None:
    """No /proc, no /dev, no /etc."""
    for program in PROGRAMS:
        expect(root.run(program, "--version"), 0, f"{program} ")
    expect(root.run("TMSS10Ping", "--self-test"), 0, "4 packets transmitted")
    for file in ("site.key", "other.key"):
        expect(root.run("TMSS10Ping", "--generate-key", file), 0)
    for address in ("127.0.0.1", "::1"):
        with root.responder(address, "-k", "site.key") as port:
            expect(ping(root, address, "-P", port, "-k", "site.key"), ANSWERED, f"from {address}: seq=2")
            expect(ping(root, address, "-P", port, "-k", "other.key"), OTHER_KEY)
        with root.responder(address) as port, root.server("TMSS10Exporter", "--listen", "127.0.0.1:0") as exporter:
            expect(ping(root, address, "-P", port), ANSWERED, f"from {address}: seq=2")
            bracketed = f"[{address}]" if ":" in address else address
            expect_success(f"http://127.0.0.1:{exporter}", f"{bracketed}:{port}")
    expect(ping(root, "printer"), NO_SUCH_NAME, "printer")
    expect(ping(root, "b\u00fccher.lab.test"), USAGE, "xn--")


def with_a_hosts_file(root: BareRoot) -> None:
    root.write("/etc/hosts", HOSTS)
    with root.responder("127.0.0.1") as port:
        expect(ping(root, "printer", "-P", port), ANSWERED, "from 127.0.0.1: seq=2")
    with root.responder("::1") as port:
        expect(ping(root, "six-printer", "-P", port), ANSWERED, "from ::1: seq=2")


def with_a_name_server(root: BareRoot) -> None:
    for where in ("127.0.0.1", "::1"):
        root.write("/etc/resolv.conf", f"nameserver {where}\noptions timeout:5 attempts:1\n")
        with NameServer(NAMES) as names, root.responder("127.0.0.1") as port:
            expect(ping(root, "printer.lab.test", "-4", "-P", port), ANSWERED, "from 127.0.0.1: seq=2")
            assert names.asked == ["printer.lab.test"], names.asked
            expect(ping(root, "nobody.lab.test", "-P", port), NO_SUCH_NAME, "nobody.lab.test")
    with NameServer(NAMES), root.responder("::1") as port:
        expect(ping(root, "six.lab.test", "-P", port), ANSWERED, "from ::1: seq=2")
        expect(ping(root, "printer.lab.test", "-6", "-P", port), ANSWERED, "from ::1: seq=2")
        # Both families are tried, and only one of them has a responder.
        expect(ping(root, "printer.lab.test", "-P", port), ANSWERED, "from ::1: seq=2")


def with_search_domains(root: BareRoot) -> None:
    for search, typed, asked in (
            ("search lab.test", "printer", ["printer.lab.test"]),
            ("search example.test lab.test", "printer", ["printer.example.test", "printer.lab.test"]),
            ("domain lab.test", "printer", ["printer.lab.test"]),
            ("search test", "printer.lab", ["printer.lab", "printer.lab.test"]),
            ("search test\noptions ndots:2", "printer.lab", ["printer.lab.test"])):
        root.write("/etc/resolv.conf", f"{NAME_SERVER}{search}\n")
        with NameServer(NAMES) as names, root.responder("127.0.0.1") as port:
            expect(ping(root, typed, "-P", port), ANSWERED, "from 127.0.0.1: seq=2")
            assert names.asked == asked, f"{search}, {typed}: {names.asked}"


def with_foreign_modules(root: BareRoot, module: Path | None) -> None:
    """A file that names modules: as files that there are not, or that end whoever loads them."""
    root.write("/etc/hosts", HOSTS)
    root.write("/etc/resolv.conf", NAME_SERVER)
    root.write("/usr/lib/ssl/openssl.cnf", PROVIDER)
    root.write("/openssl.cnf", PROVIDER)
    write_certificate(root)
    tls = ("--listen", "127.0.0.1:0", "--tls-certificate", "tls.pem", "--tls-key", "tls.key")
    for name in MODULES if module else ():
        for directory in LIBRARIES:
            root.write(f"{directory}/libnss_{name}.so.2", module.read_bytes())
    if module:
        root.write("/lib/hostile_module.so", module.read_bytes())
    for names in (f"{' '.join(MODULES)} files dns", "mdns4_minimal [NOTFOUND=return] dns files",
                  "resolve [!UNAVAIL=return] sss", ""):
        root.write("/etc/nsswitch.conf", f"passwd: sss files\nhosts: {names}\n")
        if module and names:
            expect_its_end(root.run("trusting_program", "names"))
        with NameServer(NAMES), root.responder("127.0.0.1") as port:
            for host in ("printer", "printer.lab.test"):
                expect(ping(root, host, "-P", port), ANSWERED, "from 127.0.0.1: seq=2")
            expect(ping(root, "127.0.0.1", "-P", port, OPENSSL_CONF="/openssl.cnf"), ANSWERED)
            expect(ping(root, "nobody.lab.test", "-P", port), NO_SUCH_NAME, "nobody.lab.test")
            with root.server("TMSS10Exporter", *tls, OPENSSL_CONF="/openssl.cnf") as exporter:
                expect_success(f"https://127.0.0.1:{exporter}", f"printer.lab.test:{port}")
    if module:
        expect_its_end(root.run("trusting_program", "crypto", OPENSSL_CONF="/openssl.cnf"))


def run_cases(build: Path, emulator: list[str]) -> int:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    programs = [build / program for program in PROGRAMS]
    programs.append(build / "tests/static/trusting_program")
    module = build / "tests/static/hostile_module.so"
    cases = {
        "with nothing there": with_nothing_there,
        "with /etc/hosts": with_a_hosts_file,
        "with a name server": with_a_name_server,
        "with search domains": with_search_domains,
        "with modules that there are not": lambda root: with_foreign_modules(root, None),
        "with modules that must not be loaded": lambda root: with_foreign_modules(root, module)}
    needs_no_library(build)
    print("passed: needs no library")
    failed = 0
    for name, case in cases.items():
        with BareRoot(programs, emulator) as root:
            try:
                case(root)
                print(f"passed: {name}")
            except AssertionError as error:
                failed += 1
                print(f"FAILED: {name}: {error}")
    print(f"{len(cases) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


def refuse(reason: str) -> int:
    """Where the tests can't run they are skipped; in CI that would be a gap nobody sees."""
    if "CI" in os.environ:
        print(f"static: {reason}, and CI must not skip it", file=sys.stderr)
        return 1
    print(f"static: skipped: {reason}", file=sys.stderr)
    return SKIPPED


def main(argv: list[str]) -> int:
    if INSIDE in os.environ:
        return run_cases(Path(argv[1]), argv[2:])
    missing = [program for program in ("ip", "openssl", "readelf", "unshare") if not shutil.which(program)]
    if missing:
        return refuse(f"there is no program {', '.join(missing)}")
    # Who is not root can be it in a namespace of users, where the system allows that.
    enter = ["unshare", "--net", *(["--user", "--map-root-user"] if os.geteuid() else [])]
    tried = subprocess.run([*enter, "true"], capture_output=True, text=True)
    if tried.returncode:
        return refuse(f"no network namespace can be made ({tried.stderr.strip()})")
    return subprocess.run([*enter, sys.executable, *argv], env=os.environ | {INSIDE: "1"}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv))

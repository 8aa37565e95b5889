#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The exporter as a service: exporter.py EXPORTER RESPONDER [FILTER]

What it tells its service manager, the reload of its files, and its unit."""

from contextlib import closing
from pathlib import Path
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from named_tests import run_tests
from running import LIMIT, Manager, Running, RunningExporter
from units import UnitTests

ONE_PING = "[modules.{}]\ncount = 1\n"


def status(peer: RunningExporter, target: str, method: str = "GET") -> int:
    """The status of an answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{peer.port}{target}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def success(peer: RunningExporter, target: str, module: str) -> str:
    """The value of probe_success."""
    where = f"http://127.0.0.1:{peer.port}/probe?target={target}&module={module}"
    with urllib.request.urlopen(where, timeout=LIMIT) as answer:
        return re.search(r"(?m)^probe_success (\S+)$", answer.read().decode())[1]


class Tests(UnitTests):
    service = "tmss10exporter"

    def __init__(self, exporter: str, responder: str):
        self.program = exporter
        self.responder = responder

    def refusal(self, *options: str) -> str:
        """What it says when it does not start."""
        done = subprocess.run([self.program, "--listen", "127.0.0.1:0", *options], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False, timeout=LIMIT)
        assert done.returncode == 2 and not done.stdout, done
        return done.stderr

    def await_reload(self, manager: Manager, reload) -> None:
        reload()
        reloading = re.fullmatch(r"RELOADING=1\nMONOTONIC_USEC=(\d+)", manager.next())
        assert abs(int(reloading[1]) / 1e6 - time.monotonic()) < LIMIT
        assert manager.next() == "READY=1"

    def test_service_manager_is_told(self):
        for abstract in (False, True):
            with closing(Manager(abstract)) as manager, \
                    closing(RunningExporter(self.program, variables=manager.variables)) as peer:
                assert manager.next() == "READY=1"
                assert status(peer, "/-/ready") == 200
                self.await_reload(manager, peer.reload)
                assert status(peer, "/-/ready") == 200
                peer.stop()
                assert manager.next() == "STOPPING=1"

    def test_nobody_to_tell_is_no_failure(self):
        for path in ("/no/such/socket", "relative", "", "/" + "x" * 200):
            with closing(RunningExporter(self.program, variables={"NOTIFY_SOCKET": path})) as peer:
                assert status(peer, "/-/healthy") == 200, path

    def test_a_reload_takes_new_modules(self):
        with tempfile.TemporaryDirectory() as directory, closing(Manager(False)) as manager, \
                closing(Running(self.responder)) as responder:
            file = Path(directory, "modules.toml")
            file.write_text(ONE_PING.format("old"))
            target = f"127.0.0.1:{responder.port}"
            with closing(RunningExporter(self.program, "--modules", str(file), variables=manager.variables)) as peer:
                assert manager.next() == "READY=1"
                assert success(peer, target, "old") == "1"
                assert status(peer, f"/probe?target={target}&module=new") == 400
                file.write_text(ONE_PING.format("new"))
                self.await_reload(manager, peer.reload)
                assert success(peer, target, "new") == "1"
                assert status(peer, f"/probe?target={target}&module=old") == 400

    def test_a_bad_file_leaves_the_old_one(self):
        with tempfile.TemporaryDirectory() as directory, closing(Manager(False)) as manager, \
                closing(Running(self.responder)) as responder:
            file = Path(directory, "modules.toml")
            file.write_text(ONE_PING.format("old"))
            target = f"127.0.0.1:{responder.port}"
            with closing(RunningExporter(self.program, "--modules", str(file), variables=manager.variables)) as peer:
                assert manager.next() == "READY=1"
                file.write_text("[modules.old]\ncount = 0\n")
                self.await_reload(manager, peer.reload)
                peer.await_log(r".*modules\.toml:2: module \"old\": count: \"0\" is not a whole number from 1 .*")
                assert success(peer, target, "old") == "1"
                file.unlink()
                self.await_reload(manager, peer.reload)
                assert success(peer, target, "old") == "1"

    def test_only_who_asks_for_it_gets_reloads_by_http(self):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory, "modules.toml")
            file.write_text(ONE_PING.format("old"))
            with closing(RunningExporter(self.program, "--modules", str(file), "--enable-reload")) as peer:
                file.write_text(ONE_PING.format("new"))
                assert status(peer, "/-/reload") == 405
                assert status(peer, "/-/reload", "POST") == 200
                peer.await_log(r"the files were loaded")
                assert status(peer, "/probe?target=127.0.0.1:9&module=old") == 400
                file.write_text("[modules.new]\ncount = 0\n")
                assert status(peer, "/-/reload", "POST") == 500
                assert status(peer, "/probe?target=127.0.0.1:9&module=new") == 200
        with closing(RunningExporter(self.program)) as peer:
            assert status(peer, "/-/reload", "POST") >= 400

    def test_what_it_cannot_start_with_is_named(self):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory, "modules.toml")
            file.write_text("[modules.m]\nkount = 1\n")
            assert ':2: module "m": "kount" is not the long name of an option' in self.refusal("--modules", str(file))
            assert "no.such.file" in self.refusal("--credentials", str(Path(directory, "no.such.file")))
        with closing(RunningExporter(self.program)) as peer:
            assert f"127.0.0.1:{peer.port}" in self.refusal("--listen", f"127.0.0.1:{peer.port}").replace(" port ", ":")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(run_tests(Tests(*sys.argv[1:3]), sys.argv[3:]))

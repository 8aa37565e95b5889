#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The responder as a service: run.py PING RESPONDER [FILTER]

What it tells its service manager, the reload of its key, its metrics, and a log that a flood does
not fill."""

from contextlib import ExitStack, closing
from pathlib import Path
import errno
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from named_tests import run_tests
from running import LIMIT, Manager, Running
from strangers import StrangerTests
from units import UnitTests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from child import environment  # noqa: E402

KEYS_DIFFER = 10


class Tests(StrangerTests, UnitTests):
    service = "tmss10responder"

    def __init__(self, ping: str, responder: str):
        self.ping_program = ping
        self.responder = self.program = responder

    def ping(self, peer: Running, *options: str) -> int:
        """The exit code of a few pings."""
        command = [self.ping_program, *options, f"127.0.0.1:{peer.port}"]
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=environment({}), timeout=LIMIT,
                              check=False).returncode

    def new_key(self, path: Path) -> Path:
        path.unlink(missing_ok=True)
        subprocess.run([self.ping_program, "--generate-key", str(path)], check=True,
                       stdout=subprocess.DEVNULL)
        return path

    def test_service_manager_is_told(self):
        for abstract in (False, True):
            with closing(Manager(abstract)) as manager, \
                    closing(Running(self.responder, variables=manager.variables)) as peer:
                assert manager.next() == "READY=1"
                assert self.ping(peer) == 0
                peer.reload()
                reloading = re.fullmatch(r"RELOADING=1\nMONOTONIC_USEC=(\d+)", manager.next())
                assert abs(int(reloading[1]) / 1e6 - time.monotonic()) < LIMIT
                assert manager.next() == "READY=1"
                peer.stop()
                assert manager.next() == "STOPPING=1"

    def test_nobody_to_tell_is_no_failure(self):
        for path in ("/no/such/socket", "relative", "", "/" + "x" * 200):
            with closing(Running(self.responder, variables={"NOTIFY_SOCKET": path})) as peer:
                assert self.ping(peer) == 0, path

    def test_both_keys_are_valid_for_a_while(self):
        with tempfile.TemporaryDirectory() as directory:
            key = self.new_key(Path(directory, "site.key"))
            old = key.rename(Path(directory, "old.key"))
            key.write_bytes(old.read_bytes())
            with closing(Running(self.responder, "-k", str(key), "--key-grace", "15")) as peer:
                with self.session(peer, old) as before:
                    assert self.ping(peer, "-k", str(old)) == 0
                    self.new_key(key)
                    assert self.ping(peer, "-k", str(key)) == KEYS_DIFFER
                    peer.reload()
                    peer.await_log(r"the site key was replaced; the old one is valid for 15 s more")
                    replaced = time.monotonic()
                    assert self.ping(peer, "-k", str(key)) == 0
                    assert self.ping(peer, "-k", str(old)) == 0
                    assert self.ping(peer) == KEYS_DIFFER
                    assert time.monotonic() < replaced + 15, "the machine is too slow for this test"
                    peer.await_log(r"the old site key is not valid any more")
                    assert self.ping(peer, "-k", str(key)) == 0
                    assert self.ping(peer, "-k", str(old)) == KEYS_DIFFER
                    # A session is not cut by what becomes of the key it began with.
                    before.send_signal(2)
                    assert before.wait(LIMIT) == 0

    def test_every_old_key_has_an_end_of_its_own(self):
        """A, then B, then C, then B again: each old one until its own time."""
        with tempfile.TemporaryDirectory() as directory:
            key = Path(directory, "site.key")
            keys = [self.new_key(Path(directory, f"{i}.key")) for i in range(3)]
            key.write_bytes(keys[0].read_bytes())
            with closing(Running(self.responder, "-k", str(key))) as peer:
                began = time.monotonic()
                assert self.ping(peer, "-k", str(keys[0])) == 0
                a_ping = time.monotonic() - began  # seconds, on this machine as it is now
            grace = round(6 + 12 * a_ping)
            with closing(Running(self.responder, "-k", str(key), "--key-grace", str(grace))) as peer:
                replaced = []
                for count, index in enumerate((1, 2, 1), start=1):
                    key.write_bytes(keys[index].read_bytes())
                    peer.reload()
                    peer.await_log(rf"the site key was replaced; .* for {grace} s more", count)
                    replaced.append(time.monotonic())
                    assert self.ping(peer, "-k", str(keys[0])) == 0
                    time.sleep(0.5 + a_ping)  # so that their ends are apart
                for each in keys:
                    assert self.ping(peer, "-k", str(each)) == 0, self.slow(replaced[0] + grace)
                peer.await_log(r"an old site key is not valid any more; 1 still is")
                assert self.ping(peer, "-k", str(keys[2])) == 0, self.slow(replaced[2] + grace)
                assert self.ping(peer, "-k", str(keys[0])) == KEYS_DIFFER
                peer.await_log(r"the old site key is not valid any more")
                assert self.ping(peer, "-k", str(keys[2])) == KEYS_DIFFER
                assert self.ping(peer, "-k", str(keys[1])) == 0

    def slow(self, limit: float) -> str:
        """Why a key may have failed that had to work until then."""
        late = time.monotonic() - limit
        return f"the machine is too slow for this test, by {late:.1f} s" if late > 0 else "the key was refused too soon"

    def test_more_old_keys_than_are_kept(self):
        with tempfile.TemporaryDirectory() as directory:
            key = self.new_key(Path(directory, "site.key"))
            first = Path(directory, "first.key")
            first.write_bytes(key.read_bytes())
            with closing(Running(self.responder, "-k", str(key))) as peer:
                for count in range(1, 10):
                    self.new_key(key)
                    peer.reload()
                    peer.await_log(r"the site key was replaced; .*", count)
                    if count == 8:
                        assert self.ping(peer, "-k", str(first)) == 0
                peer.await_log(r"8 old site keys are valid at most; the oldest one was dropped \d+ s early")
                assert self.ping(peer, "-k", str(first)) == KEYS_DIFFER

    def session(self, peer: Running, key: Path) -> subprocess.Popen:
        command = [self.ping_program, "-t", "-i", "0.1", "-k", str(key), f"127.0.0.1:{peer.port}"]
        out = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment({}))
        assert out.stdout.readline().startswith("44 bytes")
        return out

    def test_a_key_that_is_wrong_changes_nothing(self):
        with tempfile.TemporaryDirectory() as directory:
            key = self.new_key(Path(directory, "site.key"))
            with closing(Running(self.responder, "-k", str(key))) as peer:
                old = Path(directory, "old.key")
                old.write_bytes(key.read_bytes())
                key.write_text("nonsense")
                peer.reload()
                peer.await_log(r"the site key stays: key file .*site\.key: .*")
                key.unlink()
                peer.reload()
                peer.await_log(r"the site key stays: key file .*site\.key: No such file .*")
                os.mkfifo(key)
                peer.reload()
                peer.await_log(r"the site key stays: key file .*site\.key: it is a FIFO, .*")
                key.unlink()
                assert self.ping(peer, "-k", str(old)) == 0
                key.write_bytes(old.read_bytes())
                key.chmod(0o644)
                peer.reload()
                peer.await_log(r"key file .*site\.key: other users may read it \(mode 0644\); .*")
                peer.await_log(r"the site key is the same as before")
                assert self.ping(peer, "-k", str(old)) == 0

    def test_without_a_key_file_there_is_nothing_to_reload(self):
        with closing(Running(self.responder)) as peer:
            peer.reload()
            peer.await_log(r"nothing to reload: there is no key file")
            assert self.ping(peer) == 0

    def test_a_reload_at_its_very_start_is_no_end(self):
        """It is signalled at its first line, when most of its threads are still to come."""
        with closing(Running(self.responder, "--threads", "256")) as peer:
            peer.reload()
            peer.await_log(r"nothing to reload: there is no key file")
            assert self.ping(peer) == 0

    def test_who_stops_reloads_nothing(self):
        """A client that stands still keeps it for a second; READY=1 would take STOPPING=1 back."""
        with tempfile.TemporaryDirectory() as directory, closing(Manager(False)) as manager:
            key = self.new_key(Path(directory, "site.key"))
            with closing(Running(self.responder, "-k", str(key), variables=manager.variables)) as peer:
                assert manager.next() == "READY=1"
                with self.session(peer, key) as client:
                    client.send_signal(signal.SIGSTOP)
                    peer.stop()
                    assert manager.next() == "STOPPING=1"
                    peer.reload()
                    peer.child.end.join(LIMIT)
                    client.kill()
            manager.socket.setblocking(False)
            try:
                raise AssertionError(manager.next())
            except BlockingIOError:
                pass

    def test_metrics_count_what_was_done(self):
        with closing(Running(self.responder, "--metrics", "127.0.0.1:0")) as peer:
            where = peer.await_log(r"metrics at (http://127\.0\.0\.1:\d+/metrics)")[1]
            for _ in range(3):
                assert self.ping(peer, "-c", "5") == 0
            with peer.connect() as garbage:
                garbage.recv(8)
                garbage.sendall(b"GET / HTTP/1.1\r\n\r\n")
            peer.await_log(r".* handshake failed: .*")
            with peer.connect() as silent:
                silent.recv(8)
                figures = self.figures(where)
            assert figures == {
                "connections": 1, "unfinished_connections": 1, "accepted_total": 5,
                "turned_away_total": 0, "gave_way_total": 0, "accept_failures_total": 0,
                "handshakes_failed_total": 1, "sessions_total": 3, "requests_total": 15,
                "refusals_total": 0, "delays_total": 0}, figures

    def test_half_requests_do_not_hold_up_metrics(self):
        """Whoever can connect could keep Prometheus out otherwise, by a few of them at a time."""
        with closing(Running(self.responder, "--metrics", "127.0.0.1:0")) as peer, ExitStack() as crowd:
            where = peer.await_log(r"metrics at (http://127\.0\.0\.1:(\d+)/metrics)")
            for _ in range(50):
                half = crowd.enter_context(socket.create_connection(("127.0.0.1", int(where[2])), timeout=LIMIT))
                half.sendall(b"GET /metrics HTTP/1.1\r\nHost: a\r\n")
            began = time.monotonic()
            for _ in range(10):
                self.figures(where[1])
            assert time.monotonic() - began < 5, "half requests hold it up"

    def test_metrics_in_the_format_that_is_asked_for(self):
        with closing(Running(self.responder, "--metrics", "127.0.0.1:0")) as peer:
            where = peer.await_log(r"metrics at (\S+)")[1]
            for accept, kind in (("application/openmetrics-text", "application/openmetrics-text"),
                                 ("text/plain", "text/plain; version=0.0.4"),
                                 ("image/png", "text/plain; version=0.0.4")):
                request = urllib.request.Request(where, headers={"Accept": accept})
                with urllib.request.urlopen(request, timeout=LIMIT) as answer:
                    assert answer.headers["Content-Type"].startswith(kind), answer.headers
                    text = answer.read()
                assert text.endswith(b"\n# EOF\n") == (accept == kind), accept
                assert b"\ntmss10responder_delays_total 0\n" in text, accept
                assert b"\nprocess_cpu_seconds_total " in text, accept

    def test_nothing_but_metrics(self):
        with closing(Running(self.responder, "--metrics", "127.0.0.1:0")) as peer:
            where = peer.await_log(r"metrics at (\S+)/metrics")[1]
            for target, method, code in (("/", "GET", 404), ("/metrics/", "GET", 404), ("//metrics", "GET", 404),
                                         ("/../metrics", "GET", 404), ("/metrics", "POST", 405)):
                try:
                    urllib.request.urlopen(urllib.request.Request(where + target, method=method), timeout=LIMIT)
                    raise AssertionError(f"{method} {target} is answered")
                except urllib.error.HTTPError as error:
                    assert error.code == code, (target, error)

    def test_metrics_on_ipv6(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            print("skipped: this machine has no IPv6")
            return
        with closing(Running(self.responder, "--metrics", "[::1]:0")) as peer:
            where = peer.await_log(r"metrics at (http://\[::1\]:\d+/metrics)")[1]
            assert self.figures(where)["connections"] == 0

    def figures(self, where: str) -> dict[str, float]:
        with urllib.request.urlopen(where, timeout=LIMIT) as answer:
            text = answer.read().decode()
        found = re.findall(r"^tmss10responder_(\w+) (\S+)$", text, re.MULTILINE)
        return {name: float(value) for name, value in found}

    def test_metrics_need_an_address_that_is_free(self):
        with closing(Running(self.responder)) as peer:
            done = subprocess.run([self.responder, "-P", "0", "--metrics", f"127.0.0.1:{peer.port}"],
                                  capture_output=True, text=True, timeout=LIMIT, check=False)
        assert done.returncode == 2 and f"--metrics: can't listen on 127.0.0.1:{peer.port}" in done.stderr
        if sys.platform == "linux":
            assert f", used by TMSS10Responder (process {peer.child.process.pid}): " in done.stderr
        assert done.stderr.endswith(f": {os.strerror(errno.EADDRINUSE)}\n"), done.stderr

    def test_metrics_need_an_address_of_this_machine(self):
        for where, reason in (("192.0.2.1:9100", os.strerror(errno.EADDRNOTAVAIL)),
                              ("no.such.name:9100", "give an IP address in place of the name")):
            done = subprocess.run([self.responder, "-P", "0", "--metrics", where],
                                  capture_output=True, text=True, timeout=LIMIT, check=False)
            assert done.returncode == 2
            assert done.stderr.endswith(f"--metrics: can't listen on {where}: {reason}\n"), done.stderr

    def test_a_flood_does_not_fill_the_log(self):
        """Resets by the thousand: what is over the limit is counted, not written."""
        with closing(Running(self.responder, "--log-rate", "10")) as peer:
            began = time.monotonic()
            for _ in range(3000):
                with peer.connect() as flood:
                    flood.recv(8)  # its greeting, or it might be gone before it is accepted
                    flood.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            assert self.ping(peer) == 0
            time.sleep(0.2)  # so that one more line may be written
            assert self.ping(peer) == 0
            peer.await_log(r".* session ended .*")
            log = peer.log()
            left_out = [int(line.split()[0]) for line in log if line.endswith("lines were left out")]
            written = len(log) - len(left_out) - 1  # without "listening"
            assert 1000 <= written <= 1001 + 10 * (time.monotonic() - began), written
            assert 3000 <= sum(left_out) + written <= 3002, (left_out, written)


if __name__ == "__main__":
    sys.exit(run_tests(Tests(*sys.argv[1:3]), sys.argv[3:]))

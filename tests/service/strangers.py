# SPDX-License-Identifier: MIT
"""What strangers can't do to a responder: use up its descriptors, or stop it with its log."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
import fcntl
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

from running import LIMIT, Running

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from child import environment  # noqa: E402

NOT_READ = r"(\d+) lines were left out: the log was not read in time"


class Unread:
    """A responder whose log is a small pipe that is read when the test says so."""

    def __init__(self, program: str, *options: str):
        self.process = subprocess.Popen(
            [program, "-P", "0", "--listen", "127.0.0.1", *options], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment({}))
        self.pipe = self.process.stderr.fileno()
        fcntl.fcntl(self.pipe, fcntl.F_SETPIPE_SZ, 4096)
        self.text = b""
        while b"\n" not in self.text:
            self.text += os.read(self.pipe, 1)
        self.port = int(self.text.rsplit(b":", 1)[1])

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)

    def read_until(self, pattern: str) -> list[str]:
        """All lines so far, when one of them matches in full or there are no more."""
        end = time.monotonic() + LIMIT
        seen = 0  # so many bytes, all of whole lines
        while time.monotonic() < end:
            whole = self.text.rfind(b"\n") + 1
            if any(re.fullmatch(rf"\S+ {pattern}", line) for line in self.text[seen:whole].decode().splitlines()):
                break
            seen = whole
            piece = os.read(self.pipe, 65536)
            if not piece:
                break
            self.text += piece
        return self.lines()

    def lines(self) -> list[str]:
        whole, _, _ = self.text.decode().rpartition("\n")
        return [line.partition(" ")[2] for line in whole.splitlines()]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()


@contextmanager
def half_open(port: int, count: int, addresses: list[str]):
    """So many connections, in turn from those addresses, that never say a word."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = []
    try:
        for i in range(count):
            one = socket.socket()
            crowd.append(one)
            one.bind((addresses[i % len(addresses)], 0))
            one.connect(("127.0.0.1", port))
        yield
    finally:
        for one in crowd:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def address_space(process: Path) -> int:
    """Bytes, of what /proc has at that path."""
    return 1024 * int(re.search(r"VmSize:\s+(\d+) kB", (process / "status").read_text())[1])


def bad_handshakes(peer, count: int) -> None:
    """Each is a line of its log."""
    for _ in range(count):
        with peer.connect() as garbage:
            assert len(garbage.recv(8)) == 8, "no greeting"
            garbage.sendall(b"\0\0")
            garbage.recv(1)


class StrangerTests:
    def limited(self, count: int, *options: str) -> Running:
        """A responder that may have so many descriptors."""
        return Running("sh", "-c", f'ulimit -n {count}; exec "$0" "$@"', self.responder, *options)

    def check_crowd(self, descriptors: int, crowd: int, addresses: list[str], *options: str):
        """Whatever half-open connections there are, it answers, reloads and counts."""
        with tempfile.TemporaryDirectory() as directory:
            key = self.new_key(Path(directory, "site.key"))
            patience = ["--connect-timeout", "20"]  # the whole crowd may have to be accepted first
            with closing(self.limited(descriptors, "-k", str(key), "--metrics", "127.0.0.1:0", *options)) as peer:
                limits = peer.await_log(
                    rf"--max-connections 10000: only {descriptors} file descriptors are available, "
                    r"so at most (\d+) connections are accepted, (\d+) per address")
                assert descriptors - 120 < int(limits[1]) < descriptors - 30, limits[0]
                assert int(limits[2]) == int(limits[1]) // 10, limits[0]
                with half_open(peer.port, crowd, addresses):
                    for _ in range(5):
                        assert self.ping(peer, "-k", str(key), *patience) == 0
                    self.new_key(key)
                    peer.reload()
                    peer.await_log(r"the site key was replaced; .*")
                    assert self.ping(peer, "-k", str(key), *patience) == 0
                    where = peer.await_log(r"metrics at (http://127\.0\.0\.1:\d+/metrics)")[1]
                    assert self.figures(where)["accept_failures_total"] == 0
                assert not [line for line in peer.log() if "can't accept" in line]

    def test_a_crowd_of_one_address_with_few_descriptors(self):
        self.check_crowd(256, 600, ["127.0.0.2"])
        self.check_crowd(256, 600, ["127.0.0.2"], "--threads", "3")

    def test_a_crowd_of_many_addresses_with_few_descriptors(self):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < 8000:
            print("skipped: 8,000 descriptors are needed")
            return
        self.check_crowd(4096, 7500, [f"127.0.0.{i}" for i in range(2, 17)])

    def test_too_few_descriptors(self):
        done = subprocess.run(["sh", "-c", 'ulimit -n 30; exec "$0" -P 0', self.responder],
                              capture_output=True, text=True, timeout=LIMIT, check=False)
        assert done.returncode == 2, done
        assert re.fullmatch(r"TMSS10Responder: only 30 file descriptors are available "
                            r"\(ulimit -n\); at least \d+ are needed\n", done.stderr), done.stderr
        needed = int(re.search(r"least (\d+)", done.stderr)[1])
        with closing(self.limited(needed)) as peer:
            assert self.ping(peer) == 0

    def test_a_crowd_with_little_memory_ends_itself_only(self):
        """Half-open connections use up the address space that it may have."""
        image = Path(self.responder).read_bytes()
        if b"__asan_init" in image or b"__tsan_init" in image:
            print("skipped: a sanitizer needs any amount of address space")
            return
        for threads in (1, 3):
            with closing(Running(self.responder, "--max-per-address", "10000", "--log-rate", "0",
                                 "--threads", str(threads))) as peer:
                process = Path(f"/proc/{peer.child.identifier()}")
                # Every thread has served somebody, so that it has what it needs once for itself.
                with ThreadPoolExecutor(4 * threads) as pool:
                    served = list(pool.map(lambda _: self.ping(peer, "-i", "0.2"), range(4 * threads)))
                assert not any(served), served
                most = address_space(process) + 1_000_000
                resource.prlimit(int(process.name), resource.RLIMIT_AS, (most, most))
                with half_open(peer.port, 4000, ["127.0.0.2", "127.0.0.3"]):
                    self.await_use_of(process, most)
                end = time.monotonic() + LIMIT
                while self.ping(peer) != 0:  # until the crowd is gone
                    assert time.monotonic() < end, peer.log()[-5:]

    def await_use_of(self, process: Path, most: int) -> None:
        """Until it has all the address space that it may have, but for what the next piece of heap takes.

        Whether accepting a connection or its handshake lacks memory first depends on the build."""
        end = time.monotonic() + LIMIT
        while (used := address_space(process)) < most - 200_000:
            assert time.monotonic() < end, f"{used} of {most} bytes are used"
            time.sleep(0.05)

    def test_a_log_that_nobody_reads_stops_nothing(self):
        with closing(Unread(self.responder, "--log-rate", "0")) as peer:
            bad_handshakes(peer, 12000)
            assert self.ping(peer) == 0
            for _ in range(2):  # the thread sanitizer (of g++ 12) may keep the first to itself
                peer.process.send_signal(signal.SIGHUP)  # a write is under way
                assert self.ping(peer) == 0
            lines = peer.read_until(NOT_READ)
            left_out = sum(int(found[1]) for line in lines if (found := re.fullmatch(NOT_READ, line)))
            failed = sum("handshake failed" in line for line in lines)
            assert left_out > 0 and 12000 <= failed + left_out <= 12004, (failed, left_out)
            assert "nothing to reload: there is no key file" in lines
            peer.text = b""
            bad_handshakes(peer, 1)
            assert peer.read_until(r".* handshake failed: .*")

    def test_it_ends_though_nobody_reads_its_log(self):
        with closing(Unread(self.responder, "--log-rate", "0")) as peer:
            bad_handshakes(peer, 1000)
            began = time.monotonic()
            peer.process.send_signal(signal.SIGTERM)
            assert peer.process.wait(LIMIT) == 0
            assert time.monotonic() - began < 4, "its log kept it"

    def test_a_log_without_a_reader_stops_nothing(self):
        with closing(Unread(self.responder, "--log-rate", "0")) as peer:
            peer.process.stderr.close()
            bad_handshakes(peer, 50)
            assert self.ping(peer) == 0
            peer.process.send_signal(signal.SIGTERM)
            assert peer.process.wait(LIMIT) == 0

    def test_a_full_disk_costs_the_lines_of_that_time_only(self):
        """The limit of a file's size stands for the disk."""
        with tempfile.TemporaryDirectory() as directory:
            log = Path(directory, "log")
            with open(log, "wb") as output:
                process = subprocess.Popen(
                    ["sh", "-c", 'trap "" XFSZ; exec "$0" "$@"', self.responder, "-P", "0",
                     "--listen", "127.0.0.1", "--log-rate", "0"], stdin=subprocess.DEVNULL,
                    stderr=output, env=environment({}))
            try:
                self.check_full_disk(process, log)
            finally:
                process.kill()
                process.wait()

    def check_full_disk(self, process: subprocess.Popen, log: Path):
        def await_line(pattern: str) -> re.Match:
            end = time.monotonic() + LIMIT
            while not (found := re.search(rf"(?m)^\S+ {pattern}$", log.read_text())):
                assert time.monotonic() < end, f"no line {pattern!r} in {log.read_text()!r}"
                time.sleep(0.01)
            return found

        peer = Reached(int(await_line(r"listening on 127\.0\.0\.1:(\d+)")[1]))
        full = log.stat().st_size + 10  # within the next line
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (full, hard))
        bad_handshakes(peer, 20)
        assert self.ping(peer) == 0
        assert log.stat().st_size == full
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        left_out = int(await_line(
            r"(\d+) lines were left out: the log could not be written: File too large")[1])
        assert 20 <= left_out <= 21, left_out
        bad_handshakes(peer, 1)
        await_line(r"127\.0\.0\.1:\d+ handshake failed: .*")
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT) == 0

    def test_lines_over_the_limit_are_reported_when_it_is_quiet_again(self):
        with closing(Running(self.responder, "--log-rate", "10")) as peer:
            bad_handshakes(peer, 1200)
            with peer.changed:
                peer.changed.wait_for(lambda: self.accounted(peer) >= 1200, LIMIT)
            assert self.accounted(peer) == 1200, peer.log()[-5:]

    @staticmethod
    def accounted(peer: Running) -> int:
        """Its lines on bad handshakes, those that were left out included."""
        log = peer.log()
        left_out = sum(int(line.split()[0]) for line in log if line.endswith("left out"))
        return sum("handshake failed" in line for line in log) + left_out

    def test_lines_over_the_limit_are_reported_at_the_end(self):
        with closing(Running(self.responder, "--log-rate", "1")) as peer:
            bad_handshakes(peer, 1100)
            peer.close()
            assert self.accounted(peer) == 1100, peer.log()[-5:]


class Reached:
    """A responder at that port, for ping()."""

    def __init__(self, port: int):
        self.port = port

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)

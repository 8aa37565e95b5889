#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""As many probes as this machine gives, of targets that come and go: soak.py RESPONDER EXPORTER SECONDS

Every scrape must get a whole answer, and the exporter's memory and descriptors must stay as they were."""

from contextlib import closing
from pathlib import Path
import sys
import tempfile
import threading
import time

from asking import Exporter, closed_port

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / name) for name in ("service", "cli")]
from child import has_sanitizer  # noqa: E402
from running import Running  # noqa: E402

SCRAPERS = 16
MODULES = """
[modules.tcp]
connect-only = true
count = 1
watch = 0
connect-timeout = 1
[modules.session]
count = 2
connect-timeout = 1
[modules.kept]
count = 1
keep-connection = true
"""
MOST_GROWTH = 8 << 20  # bytes, of an allocator that keeps what it had


class OnAllAddresses(Running):
    listen = ["-P", "0", "--listen", "0.0.0.0", "--max-per-address", "10000"]
    listening = r"listening on 0\.0\.0\.0:(\d+)"


class Load:
    """Scrapers that go on until they are stopped, over targets of which some are down."""

    def __init__(self, exporter: Exporter, ports: list[int]):
        self.exporter = exporter
        self.targets = [f"127.{net}.0.1:{port}" for net in range(1, 9) for port in ports]
        self.answered = {0: 0, 1: 0}
        self.faults: list[str] = []
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.scrape, args=(number,)) for number in range(SCRAPERS)]
        for one in self.threads:
            one.start()

    def scrape(self, number: int) -> None:
        turn = number
        modules = ("tcp", "tcp", "tcp", "session", "kept")
        while not self.over.is_set():
            turn += 1
            try:
                said = self.exporter.probe(self.targets[turn % len(self.targets)], modules[turn % len(modules)])
                success = said.value("probe_success") if said.status == 200 else None
                with self.lock:
                    if success is None:
                        self.faults.append(f"{said.status}: {said.body[:200]}")
                    else:
                        self.answered[int(success)] += 1
            except OSError as error:
                with self.lock:
                    self.faults.append(repr(error))

    def stop(self) -> None:
        self.over.set()
        for one in self.threads:
            one.join()


def memory(exporter: Exporter) -> int:
    """Resident, in bytes."""
    pages = Path(f"/proc/{exporter.child.process.pid}/statm").read_text().split()[1]
    return int(pages) * 4096


def soak(responder: str, program: str, seconds: float) -> list[str]:
    with tempfile.TemporaryDirectory() as directory:
        modules = Path(directory, "modules.toml")
        modules.write_text(MODULES)
        with closing(Exporter(program, "--modules", str(modules))) as exporter, \
                closing(OnAllAddresses(responder)) as peer:
            load = Load(exporter, [peer.port, closed_port()])
            time.sleep(seconds / 4)
            before = memory(exporter), exporter.descriptors()
            time.sleep(seconds * 3 / 4)
            grown = memory(exporter) - before[0]
            load.stop()
            time.sleep(1)
            left = exporter.descriptors() - before[1]
            total = sum(load.answered.values())
            print(f"{total} probes in {seconds:g} s, {load.answered[1]} succeeded, {load.answered[0]} failed; "
                  f"memory {before[0] >> 20} MiB, grown by {grown >> 10} KiB; descriptors {before[1]}, {left:+d}")
            faults = load.faults[:5]
            if not load.answered[0] or not load.answered[1]:
                faults.append("targets that are up and down were not both seen")
            if grown > MOST_GROWTH and not has_sanitizer(program):  # which keeps what is freed
                faults.append(f"memory has grown by {grown} bytes")
            if left > 0:
                faults.append(f"{left} descriptors more than under load")
            return faults


def main() -> int:
    faults = soak(sys.argv[1], sys.argv[2], float(sys.argv[3]))
    for one in faults:
        print(f"FAILED  {one}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""What a probe costs TMSS10Exporter, beside blackbox_exporter with the same targets and the same scraper."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
import socket
import time

from many_runs import addresses
from peers import Programs
from processes import Server, free_port, missing
from rounds import Measured, alternate
from table import Row

OURS = "TMSS10Exporter"
PEER = "blackbox_exporter"
SESSION = "TMSS10Exporter, sessions"
BLACKBOX = "prometheus-blackbox-exporter"
MODULES = """
[modules.tcp]
connect-only = true
count = 1
watch = 0
[modules.session]
count = 3
"""
BLACKBOX_MODULES = """
modules:
  tcp_connect:
    prober: tcp
    timeout: 5s
"""


def scrape(port: int, module: str, target: str) -> float:
    """Seconds until the whole answer of a probe that succeeded has come."""
    request = (f"GET /probe?target={target}&module={module} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
               "User-Agent: bench\r\nAccept: text/plain\r\nX-Prometheus-Scrape-Timeout-Seconds: 10\r\n"
               "Connection: close\r\n\r\n")
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request.encode())
        said = b""
        while piece := connection.recv(65536):
            said += piece
    if b"\nprobe_success 1\n" not in said:
        raise RuntimeError(f"a probe of {target} by {module} failed: {said[-500:]!r}")
    return time.monotonic() - began


def scrape_all(port: int, module: str, targets: list[str], at_once: int) -> list[float]:
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda target: scrape(port, module, target), targets))


def cost(server: Server, module: str, targets: list[str], scrapes: int) -> Measured:
    """Of each probe, in microseconds of processor time."""
    before = server.processor_time()
    for _ in range(scrapes):
        scrape_all(server.port, module, targets, 10)
    return {"processor": (server.processor_time() - before) / (scrapes * len(targets)) * 1e6}


def percentile_99(of: list[float]) -> float:
    return sorted(of)[int(len(of) * 0.99)]


def waits(server: Server, module: str, targets: list[str]) -> Measured:
    """The slowest of a hundred scrapes, in milliseconds, when 200 run at once."""
    return {"p99": percentile_99(scrape_all(server.port, module, targets, 200)) * 1000}


def our_exporter(programs: Programs, scratch: Path) -> Server:
    modules = scratch / "modules.toml"
    modules.write_text(MODULES)
    port = free_port()
    return Server([programs.exporter, "--listen", f"127.0.0.1:{port}", "--modules", str(modules)], port=port)


def blackbox(scratch: Path) -> Server:
    modules = scratch / "blackbox.yml"
    modules.write_text(BLACKBOX_MODULES)
    port = free_port()
    return Server([BLACKBOX, f"--config.file={modules}", f"--web.listen-address=127.0.0.1:{port}",
                   "--log.level=error"], port=port)


def measure(programs: Programs, scratch: Path, rounds: int, count: int) -> list[Row]:
    with ExitStack() as running:
        responder = running.enter_context(programs.responds(listen="0.0.0.0"))
        targets = [f"{address}:{responder.port}" for address in addresses(count)]
        ours = running.enter_context(our_exporter(programs, scratch))
        servers = {OURS: (ours, "tcp"), SESSION: (ours, "session")}
        if not missing(BLACKBOX, ""):
            servers[PEER] = (running.enter_context(blackbox(scratch)), "tcp_connect")
        for server, module in servers.values():  # what the first probes alone need is not counted
            scrape_all(server.port, module, targets, 10)
        costs = alternate(rounds, {name: lambda of=of: cost(*of, targets, 2) for name, of in servers.items()})
        memory = {name: server.memory() / 1024 / 1024 for name, (server, _) in servers.items()}
        slow = alternate(rounds, {name: lambda of=of: waits(*of, targets) for name, of in servers.items()})
    peer = costs.get(PEER, {}).get("processor")
    peer_wait = slow.get(PEER, {}).get("p99")
    return [Row(f"{count:,} targets: processor time of a probe, a connection", costs[OURS]["processor"], "us",
                f"{PEER}, tcp_connect", peer, 0.5),
            Row(f"{count:,} targets: processor time of a probe, a session and 3 pings",
                costs[SESSION]["processor"], "us", f"{PEER}, tcp_connect", peer, 1.5),
            Row(f"memory with {count:,} targets", memory[OURS], "MiB", PEER, memory.get(PEER), 0.5),
            Row("200 probes at once: p99 of a scrape, a connection", slow[OURS]["p99"], "ms",
                f"{PEER}, tcp_connect", peer_wait, 1.0),
            Row("200 probes at once: p99 of a scrape, a session and 3 pings", slow[SESSION]["p99"], "ms",
                f"{PEER}, tcp_connect", peer_wait)]

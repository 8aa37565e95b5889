# SPDX-License-Identifier: MIT
"""A real Prometheus with the files of monitoring/ asks three real exporters, which probe 50 real responders.

Some are broken, each in its own way, and each must be named by its own alert, and by no other. Then every query of the
rules and of the dashboard must have data. Minutes are seconds here (faster.py)."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import yaml

from child import environment
from check_rules import rules_of
from dashboard import Query, queries_of, read_dashboard
from faster import speed_for
from lab import LabError, what_is_missing
from places import ROUTER, SERVERS, VANTAGE_POINTS, Places, drops, forgets, loses, server_address, vantage_address
from prometheus_server import PrometheusServer, Refused, running_prometheus
from services import where_is

PACKAGES = {"prometheus": "prometheus", "promtool": "prometheus"}
MONITORING = Path(__file__).resolve().parents[2] / "monitoring"
SERVER_COUNT = 50
DOWN, CUT, FORGOTTEN, OTHER_KEY, FULL, LOSSY, MEASURED, GOOD = range(1, 9)  # servers, by what is wrong with them
REFUSED = "10.80.101.1"  # a target that the exporters may not probe
METRICS_PORT = 9105
LIMIT = 30  # minutes that Prometheus thinks it takes until all alerts are there, or gone
POLL = 0.5  # seconds

# Queries without data for a reason.
EXPLAINED = {"instance_vantage:tmss10_round_trip_seconds:usual": "takes an hour of data"}


@dataclass(frozen=True)
class Alert:
    name: str
    instance: str = ""
    vantage: str = ""


def of_server(name: str, number: int, *places: str) -> set[Alert]:
    return {Alert(name, server_address(number), place) for place in places or [""]}


EXPECTED = (of_server("TMSS10ServerDown", DOWN) | of_server("TMSS10PathDown", CUT, "denver")
            | of_server("TMSS10IdleSessionForgotten", FORGOTTEN, "london")
            | of_server("TMSS10KeysDiffer", OTHER_KEY, *VANTAGE_POINTS) | of_server("TMSS10ResponderFull", FULL)
            | of_server("TMSS10PacketsLost", LOSSY, "perth")
            | {Alert("TMSS10ProbesUnanswered", vantage=place) for place in VANTAGE_POINTS}
            | {Alert("TMSS10RequestsRefused", f"{vantage_address(place)}:10550", place) for place in VANTAGE_POINTS})
RULES = [drops("denver", CUT), forgets("london", FORGOTTEN), loses("perth", LOSSY)]


@dataclass(frozen=True)
class Programs:
    ping: str
    responder: str
    exporter: str


class Trial:
    """All that runs, and what is known of it. The stack ends it."""

    def __init__(self, programs: Programs, folder: Path, places: Places, stack: ExitStack):
        self.programs, self.folder, self.places, self.stack = programs, folder, places, stack
        self.speed = speed_for(programs.exporter)
        self.servers: dict[int, subprocess.Popen] = {}
        self.exporters: dict[str, subprocess.Popen] = {}
        self.server: PrometheusServer | None = None
        self.faults: list[str] = []

    def start(self, place: str, name: str, command: list[str], ready: str) -> subprocess.Popen:
        """Its standard error is in the folder, and has that when it is ready."""
        log = self.folder / f"{name}.log"
        with log.open("w") as output:
            process = subprocess.Popen(self.places.command(place, command), stdin=subprocess.DEVNULL, stdout=output,
                                       stderr=output, env=environment({}))
        self.stack.callback(end, process)
        self.await_that(lambda: process.poll() is not None or re.search(ready, log.read_text(errors="replace")),
                        f"{name} starts", 60)
        if process.poll() is not None:
            raise LabError(f"{name} did not start: {log.read_text(errors='replace')}")
        return process

    def await_that(self, condition: Callable[[], object], what: str, limit: float) -> None:
        deadline = time.monotonic() + limit
        while not condition():
            if time.monotonic() > deadline:
                raise LabError(f"after {limit:g} s still waiting until {what}")
            time.sleep(POLL / 5)

    def start_server(self, number: int, *options: str) -> None:
        command = [self.programs.responder, "--listen", server_address(number), *options]
        self.servers[number] = self.start(SERVERS, f"server{number}", command, r" listening on ")

    def start_servers(self) -> None:
        key = self.folder / "other.key"
        subprocess.run([self.programs.ping, "--generate-key", str(key)], check=True, stdout=subprocess.DEVNULL)
        options = {OTHER_KEY: ["-k", str(key)], FULL: ["--max-connections", "1"],
                   MEASURED: ["--metrics", f"{server_address(MEASURED)}:{METRICS_PORT}"]}
        for number in range(1, SERVER_COUNT + 1):
            self.start_server(number, *options.get(number, []))
        self.start(SERVERS, "holder", [self.programs.ping, "-t", "-i", "0.5", server_address(FULL)], r"bytes from")

    def start_exporters(self) -> None:
        for place in VANTAGE_POINTS:
            command = [self.programs.exporter, "--listen", vantage_address(place), "--allow", "10.80.100.0/24",
                       "--modules", str(MONITORING / "modules.toml")]
            self.exporters[place] = self.start(place, f"exporter-{place}", command, r" listening on ")

    def write_files(self) -> Path:
        """Those of monitoring/, faster, and with the addresses of this network."""
        (self.folder / "rules").mkdir()
        for path in MONITORING.glob("rules/*.yml"):
            (self.folder / "rules" / path.name).write_text(self.speed.rule_file(path))
        (self.folder / "targets").mkdir()
        targets = [{"labels": {"site": "here"}, "targets": [server_address(n) for n in range(1, SERVER_COUNT + 1)]},
                   {"targets": [REFUSED]}]
        (self.folder / "targets" / "tapetrack.yml").write_text(yaml.safe_dump(targets))
        text = self.speed.configuration(MONITORING / "prometheus.yml", add_responder)
        for place in VANTAGE_POINTS:
            text = text.replace(f"tmss10-{place}.example.com", vantage_address(place))
        configuration = self.folder / "prometheus.yml"
        configuration.write_text(text)
        return configuration

    def note_ended(self) -> None:
        """Exporters that have ended although nobody has asked them to."""
        for place, process in self.exporters.items():
            if process.poll() is not None:
                log = (self.folder / f"exporter-{place}.log").read_text(errors="replace")
                self.faults.append(f"the exporter in {place} ended with {process.returncode}: {log[-2000:]}")

    def minutes(self, count: float) -> float:
        """So many of Prometheus' minutes, in seconds."""
        return count * 60 / self.speed.factor

    def firing(self) -> set[Alert]:
        return {Alert(labels["alertname"], labels.get("instance", ""), labels.get("vantage", ""))
                for labels in (alert["labels"] for alert in self.server.alerts())}

    def await_alerts(self, expected: set[Alert], what: str) -> None:
        """Those, and no others."""
        began = time.monotonic()
        while (found := self.firing()) != expected and time.monotonic() < began + self.minutes(LIMIT):
            time.sleep(POLL)
        print(f"  {what}: {len(found & expected)} of {len(expected)} alerts after {time.monotonic() - began:.0f} s",
              flush=True)
        self.faults += [f"{what}: there is no {alert}" for alert in sorted(map(str, expected - found))]
        self.faults += [f"{what}: there is {alert}" for alert in sorted(map(str, found - expected))]

    def expect(self, what: str, query: str, wanted: Callable[[list[float]], bool]) -> None:
        values = [float(series["value"][1]) for series in self.server.query(self.speed.faster(query))]
        if not wanted(values):
            self.faults.append(f"{what}: {query} has {values}")


def add_responder(configuration: dict) -> None:
    """The job that is a comment in prometheus.yml."""
    configuration["scrape_configs"].append({"job_name": "tmss10-responder", "static_configs": [
        {"targets": [f"{server_address(MEASURED)}:{METRICS_PORT}"]}]})


def end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def has_data(trial: Trial, query: Query) -> bool:
    """For any server: of some there is no failure, of others no path."""
    values = {"vantage": "|".join(VANTAGE_POINTS), "__range": "10m", "__rate_interval": "4m", "__interval": "1m"}
    for number in (GOOD, FORGOTTEN, LOSSY, DOWN):
        expression = query.filled_in(values | {"target": server_address(number)})
        if any(query.label is None or query.label in series["metric"]
               for series in trial.server.query(trial.speed.faster(expression))):
            return True
    return False


def check_queries(trial: Trial) -> None:
    """Prometheus has evaluated every rule; each recorded series, and each query of the dashboard, has data."""
    groups = trial.server.ask("rules")["groups"]
    trial.faults += [f"{rule['name']}: {rule['health']} {rule.get('lastError', '')}" for group in groups
                     for rule in group["rules"] if rule["health"] != "ok" and rule["name"] not in EXPLAINED]
    queries = [Query("rules", rule["record"]) for rule in rules_of(MONITORING) if "record" in rule]
    for path in sorted(MONITORING.glob("grafana/*.json")):
        queries += queries_of(read_dashboard(path))
    explained = [query for query in queries if any(name in query.expression for name in EXPLAINED)]
    empty = [query for query in queries if query not in explained and not has_data(trial, query)]
    trial.faults += [f"no data: {query.where}: {query.expression}" for query in empty]
    print(f"  {len(queries) - len(empty) - len(explained)} queries with data, {len(explained)} without: "
          + "; ".join(f"{name} {why}" for name, why in EXPLAINED.items()), flush=True)


def check_figures(trial: Trial) -> None:
    """An outage is a loss of 100 %."""
    down = f'instance="{server_address(DOWN)}",session="fresh"'
    trial.expect("an outage", f"instance_vantage:tmss10_loss:ratio{{{down}}}", lambda found: found == [1.0] * 3)
    trial.expect("an outage", f'tmss10_probe_pings{{{down},result="answered"}}', lambda found: found == [0.0] * 3)
    trial.expect("since when", f"time() - instance_vantage:tmss10_state_since:timestamp_seconds{{{down}}}",
                 lambda found: len(found) == 3 and min(found) > 0)
    good = f'instance="{server_address(GOOD)}"'
    trial.expect("a good server", f'instance_vantage:tmss10_loss:ratio{{{good},session="fresh"}}',
                 lambda found: found == [0.0] * 3)
    trial.expect("hops", f"tmss10_probe_hops{{{good}}}", lambda found: found == [2.0] * 3)


def mend(trial: Trial) -> None:
    """The server comes back, and one exporter goes: what is not known any more is neither up nor down."""
    trial.start_server(DOWN)
    end(trial.exporters.pop("perth"))
    gone = {alert for alert in EXPECTED if alert.vantage == "perth"} | of_server("TMSS10ServerDown", DOWN)
    trial.await_alerts((EXPECTED - gone) | {Alert("TMSS10ExporterDown", f"{vantage_address('perth')}:10550", "perth")},
                       "the server is back, and an exporter gone")
    trial.expect("an exporter is gone", 'instance_vantage:tmss10_loss:ratio{vantage="perth"}', lambda found: not found)


def watch(trial: Trial) -> None:
    trial.places.set_rules(RULES)
    trial.start_servers()
    trial.start_exporters()
    configuration = trial.write_files()
    lookback = f"--query.lookback-delta={trial.speed.faster('5m')}"  # as much faster as the scrapes
    trial.server = trial.stack.enter_context(running_prometheus(
        where_is("prometheus"), configuration, trial.folder, lookback, within=lambda: trial.places.inside(ROUTER),
        command_of=lambda command: trial.places.command(ROUTER, command)))
    trial.await_that(lambda: trial.server.query("count(instance_vantage:tmss10_state:current)")
                     and float(trial.server.query('count(tmss10_probe_exit_code{session="fresh"})')[0]["value"][1])
                     == len(VANTAGE_POINTS) * SERVER_COUNT, "every probe has a result", trial.minutes(10) + 30)
    end(trial.servers[DOWN])
    trial.await_alerts(EXPECTED, "what is broken")
    check_figures(trial)
    check_queries(trial)
    mend(trial)


def everywhere(programs: Programs) -> list[str]:
    if missing := what_is_missing():
        return [missing]
    with tempfile.TemporaryDirectory(prefix="tmss10-everywhere-") as name, Places() as places, ExitStack() as stack:
        trial = Trial(programs, Path(name), places, stack)
        try:
            watch(trial)
        except (LabError, Refused) as error:
            trial.faults.append(str(error))
        trial.note_ended()
        if trial.faults and (keep := os.environ.get("TMSS10_MONITORING_LOGS")):
            shutil.copytree(name, keep, dirs_exist_ok=True)
        return trial.faults

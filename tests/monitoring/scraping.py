# SPDX-License-Identifier: MIT
"""Figures of real runs, through a real node_exporter and a real Prometheus, and back through its HTTP interface."""

from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
import json
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request

from scenario_run import ScenarioRun, Programs, Stuck, faults_of_run
from scenarios import SCENARIOS
from page import block
from prometheus_agreement import expected_figures, faults_of_figures
from services import where_is

PACKAGES = {"prometheus": "prometheus", "promtool": "prometheus",
            "prometheus-node-exporter": "prometheus-node-exporter"}
NAMES = ["every ping is answered", "some answers come late", "the connection is lost and made again",
         "connections alone", "refused"]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through one


class Scraped:
    """The servers of a trial: the exporter reads the folder of figures, Prometheus asks the exporter."""

    def __init__(self, host: ScenarioRun):
        self.host = host
        self.textfiles = host.folder / "textfiles"
        self.textfiles.mkdir()
        exporter = self.start("prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
                              f"--collector.textfile.directory={self.textfiles}")
        rules = block("alert", "yaml").replace("tapetrack.example.com", "127.0.0.1").replace("for: 10m", "for: 0s")
        (host.folder / "tmss10.rules.yml").write_text(rules)
        config = (block("scrape_configs", "yaml").replace("localhost:9100", f"127.0.0.1:{exporter}")
                  .replace("/etc/prometheus/", f"{host.folder}/"))
        (host.folder / "prometheus.yml").write_text(
            "global: {scrape_interval: 500ms, evaluation_interval: 500ms}\n" + config)
        self.port = self.start("prometheus", f"--config.file={host.folder}/prometheus.yml",
                               f"--storage.tsdb.path={host.folder}/data")

    def start(self, program: str, *options: str) -> int:
        """The port that it has taken."""
        child = self.host.start([where_is(program), "--web.listen-address=127.0.0.1:0", *options])

        def listening():
            return re.search(r'msg="Listening on".* address=127\.0\.0\.1:([1-9]\d*)', child.text("stderr"))
        self.host.await_that(lambda: listening() or child.ended, f"{program} listens")
        if not listening():
            raise RuntimeError(f"{program} did not start: {child.text('stderr')}")
        return int(listening()[1])

    def ask(self, path: str, **fields: str):
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(fields)}"
        with DIRECT.open(url, timeout=10) as answer:
            return json.load(answer)["data"]

    def figures(self, port: int) -> dict[str, Fraction]:
        """What Prometheus has of a target, as prometheus_agreement names it."""
        found = self.ask("query", query=f'{{__name__=~"tmss10ping_.+",port="{port}"}}')["result"]
        return {each["metric"]["__name__"] + (f" {each['metric']['quantile']}" if "quantile" in each["metric"] else ""):
                Fraction(each["value"][1]) for each in found}

    def alerts(self, name: str) -> list[dict[str, str]]:
        """The labels of each alert that a rule of the page gives."""
        return [alert["labels"] for alert in self.ask("alerts")["alerts"]
                if alert["labels"]["alertname"] == name and alert["state"] == "firing"]

    def firing(self) -> set[int]:
        """The ports for which there is the alert that not every ping was answered."""
        return {int(labels["port"]) for labels in self.alerts("TapeTrackPath")}


def promtool_faults(words: list[str], **how) -> list[str]:
    done = subprocess.run([where_is("promtool"), "check", *words], capture_output=True, text=True, check=False, **how)
    said = (done.stdout + done.stderr).strip()
    silent = not said or words[0] == "config"  # which tells what it found
    return [] if done.returncode == 0 and silent else [f"promtool check {' '.join(words)}: {said or done.returncode}"]


def ping(host: ScenarioRun, scraped: Scraped, name: str, number: int) -> tuple[dict, list[str]]:
    """Runs a scenario that leaves its figures where the exporter looks, in the file of that number."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    with tempfile.TemporaryDirectory(prefix="run", dir=host.folder) as folder, ExitStack() as stack:
        run = ScenarioRun(host.programs, Path(folder), stack)
        run.figures = scraped.textfiles / f"tmss10ping{number}.prom"
        target = scenario.prepare(run)
        run.run(["-v", *scenario.options.split(), *target], scenario.during)
        summary, faults = faults_of_run(run, None)
    if not faults and not scenario.is_meant(summary):
        faults = [f"it did not go as planned: {summary}"]
    with run.figures.open("rb") as figures:
        return summary, faults + promtool_faults(["metrics"], stdin=figures)


def compare(host: ScenarioRun, scraped: Scraped, summary: dict) -> list[str]:
    """Until the scrape of this summary is in."""
    expected = expected_figures(summary)

    def faults() -> list[str]:
        return faults_of_figures(scraped.figures(summary["port"]), expected, "Prometheus' API")
    try:
        host.await_that(lambda: not faults(), "the figures are scraped")
    except Stuck:
        return faults()
    return []


def replace_first(host: ScenarioRun, scraped: Scraped, before: dict) -> list[str]:
    """A second run writes into the file of the first: its figures come, and those of the first go."""
    summary, faults = ping(host, scraped, NAMES[0], 0)
    faults += compare(host, scraped, summary)
    host.await_that(lambda: not scraped.figures(before["port"]), "the figures of the first run are gone")
    print(f"  a second run: port {summary['port']} in place of {before['port']}")
    return faults


def same_target(host: ScenarioRun, scraped: Scraped) -> list[str]:
    """Ways to one target, of which one fails and one can't begin: each has its figures."""
    with tempfile.TemporaryDirectory(prefix="ways", dir=host.folder) as folder, ExitStack() as stack:
        run = ScenarioRun(host.programs, Path(folder), stack)
        port = run.start_responder()
        ways = [[], ["-x", "http://127.0.0.1:1"], ["-C"], ["-4"], ["-k", "/no/such/key", "--label", "key=none"]]
        codes = sorted(subprocess.run(
            [host.programs.ping, "-q", "-c", "1", *way, "--prometheus", str(scraped.textfiles / f"way{number}.prom"),
             f"127.0.0.1:{port}"], capture_output=True, check=False, timeout=60).returncode
            for number, way in enumerate(ways))

        def known() -> list[int]:
            found = scraped.ask("query", query=f'tmss10ping_exit_code{{port="{port}"}}')["result"]
            return sorted(int(each["value"][1]) for each in found)
        host.await_that(lambda: len(known()) == len(ways), "every way has its figures")
        print(f"  {len(ways)} ways to one target end with {known()}")
        return [] if known() == codes else [f"the exit codes are {codes}, Prometheus has {known()}"]


def scraping(programs: Programs) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="tmss10-monitoring-") as folder, ExitStack() as stack:
        host = ScenarioRun(programs, Path(folder), stack)
        scraped = Scraped(host)
        faults = promtool_faults(["config", f"{folder}/prometheus.yml"])
        host.await_that(lambda: scraped.alerts("TapeTrackPathUnknown"), "an alert that there are no figures")
        summaries = []
        for number, name in enumerate(NAMES):
            summary, found = ping(host, scraped, name, number)
            summaries.append(summary)
            faults += [f"{name}: {fault}" for fault in found]
        for name, summary in zip(NAMES, summaries):
            faults += [f"{name}: {fault}" for fault in compare(host, scraped, summary)]
            print(f"  {name}: {len(expected_figures(summary))} figures of port {summary['port']}")
        bad = {summary["port"] for summary in summaries if summary["exit_code"] != 0}
        host.await_that(lambda: scraped.firing() == bad, f"alerts for the ports {bad} and no other")
        host.await_that(lambda: not scraped.alerts("TapeTrackPathUnknown"), "there are figures")
        print(f"  alerts: {len(bad)} of {len(summaries)} targets, those whose pings were not all answered")
        faults += replace_first(host, scraped, summaries[0])
        return faults + same_target(host, scraped)

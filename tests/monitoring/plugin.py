# SPDX-License-Identifier: MIT
"""TMSS10Ping as the plugin of a real Nagios: what Nagios has of each check is what the run itself was."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
import getpass
import grp
import os
import re
import tempfile

from scenario_run import ScenarioRun, Programs, read_events
from scenarios import nobody, relay, responder
from nagios_agreement import Limits, faults_of_nagios
from page import block
from perfdata import read_plugin_line
from services import where_is

PACKAGES = {"nagios4": "nagios4-core"}
HIGH, LOW = (10000.0, 60.0), (0.0001, 60.0)  # milliseconds, percent
STATES = ["OK", "WARNING", "CRITICAL", "UNKNOWN"]


@dataclass(frozen=True)
class Check:
    name: str
    state: str
    prepare: Callable[[ScenarioRun], list[str]]  # as a scenario's
    options: str = ""
    warn: tuple[float, float] = HIGH
    crit: tuple[float, float] = HIGH


CHECKS = [
    Check("all answered", "OK", responder),
    Check("slow", "WARNING", responder, warn=LOW),
    Check("far too slow", "CRITICAL", responder, warn=LOW, crit=LOW),
    Check("answers stay out", "WARNING", relay("stall", 3), "-c 5 -i 0.02 -W 0.3", (10000, 20), (10000, 60)),
    Check("most answers stay out", "CRITICAL", relay("stall", 1), "-c 5 -i 0.02 -W 0.3", (10000, 20), (10000, 60)),
    Check("refused", "CRITICAL", nobody),
    Check("no key file", "UNKNOWN", responder, "-k /no/such/key"),
    Check("no such option", "UNKNOWN", responder, "--no-such-option"),
]
CONFIGURATION = """
log_file={folder}/nagios.log
cfg_file={folder}/objects.cfg
resource_file={folder}/resource.cfg
object_cache_file={folder}/objects.cache
precached_object_file={folder}/objects.precache
status_file={folder}/status.dat
status_update_interval=1
state_retention_file={folder}/retention.dat
retain_state_information=0
command_file={folder}/nagios.cmd
check_external_commands=0
query_socket={folder}/nagios.qh
lock_file={folder}/nagios.lock
temp_file={folder}/nagios.tmp
temp_path={folder}
check_result_path={folder}/results
nagios_user={user}
nagios_group={group}
use_syslog=0
interval_length=1
service_inter_check_delay_method=n
enable_notifications=0
check_for_updates=0
bare_update_check=0
illegal_object_name_chars=`~!$%^&*|'"<>?,()=
illegal_macro_output_chars=`~$&|'"<>
"""
HOST = """
define timeperiod {
    timeperiod_name          never
    alias                    never
}
define contact {
    contact_name             nobody
    host_notification_period       never
    service_notification_period    never
    host_notification_commands     check_tmss10
    service_notification_commands  check_tmss10
}
define host {
    host_name                tapetrack.example.com
    address                  127.0.0.1
    max_check_attempts       1
    check_interval           0
    active_checks_enabled    0
    contacts                 nobody
}
"""
SERVICE = """
define service {{
    host_name                tapetrack.example.com
    service_description      {name}
    check_command            check_tmss10!{warn}!{crit}!{options}
    max_check_attempts       1
    check_interval           86400
    retry_interval           86400
    contacts                 nobody
}}
"""


def threshold(limit: tuple[float, float]) -> str:
    return f"{limit[0]:f},{limit[1]:f}%"


def write_configuration(run: ScenarioRun, stack: ExitStack) -> None:
    """One service for each check, with the command of the page. Each has a responder or a peer of its own."""
    objects = block("define command", "cfg") + HOST
    for number, check in enumerate(CHECKS):
        side = ScenarioRun(run.programs, run.folder, stack)
        port = check.prepare(side)[0].rpartition(":")[2]
        options = f"-P {port} --json {run.folder}/json{number} {check.options}"
        objects += SERVICE.format(name=check.name, options=options, warn=threshold(check.warn),
                                  crit=threshold(check.crit))
    (run.folder / "objects.cfg").write_text(objects)
    (run.folder / "resource.cfg").write_text(f"$USER1$={Path(run.programs.ping).parent}\n")
    (run.folder / "results").mkdir()
    (run.folder / "nagios.cfg").write_text(CONFIGURATION.format(
        folder=run.folder, user=getpass.getuser(), group=grp.getgrgid(os.getgid()).gr_name))


def statuses(folder: Path) -> dict[str, dict[str, str]]:
    """What Nagios knows of the services that were checked. The file is replaced whole."""
    path = folder / "status.dat"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    out = {}
    for body in re.findall(r"^servicestatus \{\n(.*?)^\t\}", text, re.DOTALL | re.MULTILINE):
        fields = dict(line.strip().split("=", 1) for line in body.splitlines() if "=" in line)
        if fields["has_been_checked"] == "1":
            out[fields["service_description"]] = fields
    return out


def faults_of_check(check: Check, number: int, status: dict[str, str], folder: Path) -> list[str]:
    """Against the state that was meant, and against the JSON of the run that Nagios made; a run that could not
    begin has none."""
    output, data = status["plugin_output"], status["performance_data"]
    print(f"  {check.name}: {output}" + (f" | {data}" if data else ""))
    code = int(status["current_state"])
    if STATES[code] != check.state:
        return [f"{check.name}: Nagios has {STATES[code]}: {output}"]
    line = f"{output} | {data}\n" if data else f"{output}\n"
    json = folder / f"json{number}"
    if not json.exists() or not json.read_text():
        return [] if read_plugin_line(line).state == check.state == "UNKNOWN" else [f"{check.name}: no JSON"]
    events, faults = read_events(json)
    faults += faults_of_nagios(line, code, events[-1], Limits(check.warn, check.crit))
    return [f"{check.name}: {fault}" for fault in faults]


def plugin(programs: Programs) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="tmss10-monitoring-") as folder, ExitStack() as stack:
        run = ScenarioRun(programs, Path(folder), stack)
        write_configuration(run, stack)
        nagios = run.ping = run.start([where_is("nagios4"), f"{folder}/nagios.cfg"])
        run.await_that(lambda: len(statuses(run.folder)) == len(CHECKS) or nagios.ended, "every service was checked")
        found = statuses(run.folder)
        if nagios.ended or len(found) != len(CHECKS):
            return [f"Nagios ended:\n{nagios.text('stdout')}"]
        nagios.send("TERM")
        run.await_that(lambda: nagios.ended, "Nagios ends")
        return [fault for number, check in enumerate(CHECKS)
                for fault in faults_of_check(check, number, found[check.name], run.folder)]

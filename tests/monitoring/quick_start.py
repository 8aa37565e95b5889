# SPDX-License-Identifier: MIT
"""The commands of docs/monitoring.md that lead from nothing to an alert, run as they stand there.

They change a machine, so they get one of their own: its directories are replaced in a mount namespace, and its network
is empty but for loopback. What a package would do is done by small programs in front of the path: `apt-get` installs
nothing, `systemctl` starts the real programs with the options that the commands have written for them, and `sleep` is
as much faster as Prometheus is (faster.py)."""

from contextlib import ExitStack
import os
from pathlib import Path
import shutil
import subprocess
import tempfile

from faster import Speed, speed_for
from lab import what_is_missing
from page import PAGE, blocks
from services import where_is

PACKAGES = {"prometheus": "prometheus", "promtool": "prometheus", "curl": "curl"}
MONITORING = PAGE.parents[1] / "monitoring"
LIMIT = 400  # seconds
DOCUMENTS = "/usr/share/doc/tmss10ping/monitoring"
REPLACED = ["/etc/default", "/etc/prometheus", "/etc/tmss10exporter", DOCUMENTS]
EXPECTED = {"probe": ["probe_success 1", "4 packets transmitted"],
            "state": ['instance_vantage:tmss10_state:current{instance="127.0.0.1"', "=> 0 @"],
            "alert": ['ALERTS{alertname="TMSS10TargetDown"', 'alertname="TMSS10ResponderGone"']}
SYSTEMCTL = """#!/bin/bash
# systemctl VERB UNIT...: services as their units start them.
set -eu
verb=$1
shift
for unit; do
  pid=$(cat "{folder}/$unit.pid" 2>/dev/null || true)
  case $verb in
    enable) ;;
    reload) kill -HUP "$pid" ;;
    stop | restart)
      if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do /bin/sleep 0.1; done; fi
      [ "$verb" = stop ] && continue
      TMSS10_OPTIONS=
      . "/etc/default/$unit"
      case $unit in
        tmss10responder) program={responder} ;;
        tmss10exporter) program={exporter} ;;
      esac
      setsid "$program" $TMSS10_OPTIONS >/dev/null 2>"{folder}/$unit.log" &
      echo $! >"{folder}/$unit.pid"
      while ! grep --quiet listening "{folder}/$unit.log"; do kill -0 $!; /bin/sleep 0.1; done ;;
    *) echo "systemctl $verb?" >&2; exit 1 ;;
  esac
done
"""


def write_programs(folder: Path, speed: Speed, responder: str, exporter: str) -> Path:
    """Those in front of the path."""
    out = folder / "bin"
    out.mkdir()
    programs = {"sudo": '#!/bin/sh\nexec "$@"\n', "apt-get": "#!/bin/sh\n",
                "sleep": f"#!/bin/sh\nexec /bin/sleep $(($1 / {speed.factor} + 4))\n",  # the start takes its own time
                "systemctl": SYSTEMCTL.format(folder=folder, responder=responder, exporter=exporter)}
    for name, text in programs.items():
        (out / name).write_text(text)
        (out / name).chmod(0o755)
    return out


def write_documents(folder: Path, speed: Speed) -> None:
    """What the package installs, faster."""
    shutil.copytree(MONITORING, folder, dirs_exist_ok=True)
    for path in folder.glob("rules/*.yml"):
        path.write_text(speed.rule_file(MONITORING / "rules" / path.name))
    name = "one-exporter.yml"
    (folder / name).write_text(speed.configuration(MONITORING / name, lambda _: None))


def script_of(folder: Path, speed: Speed) -> str:
    """The commands of the page, on a machine on which Debian has just started Prometheus, and has made the account."""
    lines = ["set -eu", "ip link set lo up"]
    for number, path in enumerate(REPLACED):
        lines += [f"mkdir --parents {path}", f"mount --bind {folder}/{number} {path}"]
    lines += [f"{{ cat /etc/group; echo tmss10exporter:x:59999:; }} >{folder}/group",
              f"mount --bind {folder}/group /etc/group",
              "echo 'global: {}' >/etc/prometheus/prometheus.yml",
              f"{where_is('prometheus')} --config.file=/etc/prometheus/prometheus.yml "
              f"--storage.tsdb.path={folder}/data --query.lookback-delta={speed.faster('5m')} "
              "--web.listen-address=127.0.0.1:9090 "
              f">/dev/null 2>{folder}/prometheus.log &",
              f"echo $! >{folder}/prometheus.pid",
              f"until grep --quiet --no-messages 'Server is ready' {folder}/prometheus.log; do /bin/sleep 0.1; done",
              f"PATH={folder}/bin:$PATH"]
    lines += [f"(\n{block})" for block in blocks("From nothing to an alert", "sh")]
    return "\n".join(lines)


def quick_start(responder: str, exporter: str) -> list[str]:
    if missing := what_is_missing():
        return [missing]
    speed = speed_for(exporter)
    with tempfile.TemporaryDirectory(prefix="tmss10-quick-start-") as name, ExitStack() as stack:
        folder = Path(name)
        for number in range(len(REPLACED)):
            (folder / str(number)).mkdir()
        write_programs(folder, speed, responder, exporter)
        write_documents(folder / str(REPLACED.index(DOCUMENTS)), speed)
        # Whatever the commands start ends with the process namespace.
        command = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c",
                   script_of(folder, speed)]
        made = [path for path in map(Path, REPLACED) if not path.exists()]
        stack.callback(lambda: [remove_empty(path) for path in made])
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                              timeout=LIMIT, cwd=folder, env={**os.environ, "LC_ALL": "C"})
        found = [f"{what}: there is no {text!r}" for what, texts in EXPECTED.items() for text in texts
                 if text not in done.stdout]
        if done.returncode != 0:
            found.append(f"a command ends with {done.returncode}")
        if not found:
            print(f"  {len(blocks('From nothing to an alert', 'sh'))} groups of commands, up to the alert")
        return [*found, done.stdout[-4000:], done.stderr[-2000:]] if found else []


def remove_empty(path: Path) -> None:
    """A directory that was made to be replaced, and those above it, as far as they are empty."""
    while path != path.parent and not any(path.iterdir()):
        path.rmdir()
        path = path.parent

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the crontab line of the installed docs/monitoring.md as cron does: check_crontab.py ROOT

ROOT is a root directory in which the .deb is installed. A network of its own has the responder on the default port."""

from pathlib import Path
import os
import re
import shutil
import subprocess
import sys

PAGE = "usr/share/doc/tmss10ping/docs/monitoring.md"
LINE = re.compile(r"^    (?:[\d*/,-]+ ){5}(.+)$", re.MULTILINE)
FIGURES = "var/lib/prometheus/node-exporter/tapetrack.prom"
# What cron gives a command, by crontab(5).
ENVIRONMENT = {"HOME": "/root", "LOGNAME": "root", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}


def crontab_command(root: Path) -> str:
    found = LINE.findall((root / PAGE).read_text(encoding="utf-8"))
    if len(found) != 1:
        sys.exit(f"{len(found)} crontab lines in {PAGE}")
    if "%" in found[0]:
        sys.exit(f"to cron, a % ends the command: {found[0]}")
    return found[0]


def chroot(root: Path, *words: str) -> list[str]:
    return [shutil.which("chroot"), str(root), *words]  # which cron's PATH does not have


def faults_of_run(root: Path, command: str, success: int, mail: str) -> list[str]:
    """What is wrong with the figures and with what cron mails, which is all that the command prints."""
    done = subprocess.run(chroot(root, "/bin/sh", "-c", command), env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120)
    figures = root / FIGURES
    written = figures.read_text(encoding="utf-8") if figures.exists() else "nothing"
    out = [] if re.fullmatch(mail, done.stdout, re.DOTALL) else [f"cron mails {done.stdout!r}"]
    if not re.search(rf"^tmss10ping_success\{{.*\}} {success}$", written, re.MULTILINE):
        out.append(f"no success {success} in the figures: {written}")
    return [f"{command}: {fault}" for fault in out]


def faults(root: Path) -> list[str]:
    command = crontab_command(root)
    (root / FIGURES).parent.mkdir(parents=True, exist_ok=True)
    with (root / "etc" / "hosts").open("a", encoding="utf-8") as hosts:
        hosts.write("127.0.0.1 tapetrack.example.com\n")
    # Limited, since the line that is waited for may never come.
    responder = subprocess.Popen(["timeout", "60", *chroot(root, "/usr/bin/TMSS10Responder", "--listen", "127.0.0.1")],
                                 stderr=subprocess.PIPE, text=True)
    try:
        while "listening on 127.0.0.1:5000" not in (line := responder.stderr.readline()):
            if not line:
                return ["the responder did not start"]
        out = faults_of_run(root, command, 1, "")
    finally:
        responder.terminate()
        responder.communicate(timeout=60)
    return out + faults_of_run(root, command, 0, ".*refused.*")


def main(root: Path) -> int:
    if os.environ.get("IN_NETWORK") != "yes":
        words = ["unshare", "--net", sys.executable, __file__, str(root)]
        return subprocess.run(words, env=os.environ | {"IN_NETWORK": "yes"}, check=False).returncode
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    found = faults(root)
    print("\n".join(found or ["the crontab line writes figures, and mails what went wrong"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

# SPDX-License-Identifier: MIT
"""The Windows that the tests run in: Wine, with a directory of its own."""

from pathlib import Path
import os
import shutil
import subprocess

from wine_child import WINE, windows_path

TOP = Path(__file__).resolve().parents[2]
PREFIX = TOP / "build/windows/wine"
DRIVE = PREFIX / "drive_c"
# What Wine's services write on standard error. It has no event log: there, it writes what a service logs.
EVENTS = TOP / "build/windows/events.log"
LIMIT = 120  # seconds


def remove_old_wine() -> None:
    """What an earlier test has installed there would disturb the next one."""
    if PREFIX.exists():
        subprocess.run([Path(WINE).with_name("wineserver64"), "-k"], stdin=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=LIMIT)
        shutil.rmtree(PREFIX)


def start_wine(build: Path) -> subprocess.Popen:
    """Makes that Windows, and holds it: what Wine starts besides the first program must not have a test's pipes. "kill"
    on standard input lets it go."""
    os.environ |= {"WINEPREFIX": str(PREFIX), "WINEDEBUG": "-all", "WINEARCH": "win64",
                   "TMSS10_IN_CONSOLE": windows_path(build / "tests/windows/in_console.exe")}
    remove_old_wine()
    PREFIX.parent.mkdir(parents=True, exist_ok=True)
    with EVENTS.open("wb") as events:
        # The first program starts that Windows. "wineboot -i" would start a second service manager, and each question
        # would reach one of the two.
        subprocess.run([WINE, "cmd", "/c", "exit"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=events,
                       timeout=LIMIT, env=os.environ | {"WINEDEBUG": "-all,+eventlog"})
    responder = windows_path(build / "TMSS10Responder.exe")
    return subprocess.Popen([WINE, os.environ["TMSS10_IN_CONSOLE"], responder, "--listen", "127.0.0.1", "-P", "0"],
                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

# SPDX-License-Identifier: MIT
"""Whether the programs take a DLL from the folder that they lie in: it could be anybody's."""

from pathlib import Path
import os
import re
import shutil
import subprocess
import tempfile

from check_programs import LATE_DLLS
from wine_child import WINE, windows_path

LIMIT = 60  # seconds
LISTENING = re.compile(rb"listening on \S+:(\d+)\r?\n")


def problems_of_run(folder: Path, variables: dict[str, str]) -> list[str]:
    """What went wrong: a responder, and a client that pings it, run in that folder."""
    responder = subprocess.Popen(
        [WINE, os.environ["TMSS10_IN_CONSOLE"], windows_path(folder / "TMSS10Responder.exe"), "--listen", "127.0.0.1", "-P", "0"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=variables)
    try:
        for line in responder.stderr:
            if found := LISTENING.search(line):
                break
        else:
            return [f"TMSS10Responder ends with {responder.wait(LIMIT)}"]
        ping = subprocess.run([WINE, folder / "TMSS10Ping.exe", "-P", found[1].decode(), "127.0.0.1"],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, env=variables)
        return [] if ping.returncode == 0 else [f"TMSS10Ping ends with {ping.returncode}"]
    finally:
        responder.communicate(b"kill\n", timeout=LIMIT)


def problems_beside_planted_dlls(build: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="tmss10-planted-") as name:
        folder = Path(name)
        for program in ("TMSS10Ping.exe", "TMSS10Responder.exe"):
            shutil.copy(build / program, folder)
        for dll in LATE_DLLS:
            shutil.copy(build / "tests/windows/libplanted.dll", folder / dll)
        # Wine prefers a DLL of its own to a file, which Windows does not.
        prefer_files = ",".join(Path(dll).stem for dll in LATE_DLLS) + "=n,b"
        return problems_of_run(folder, os.environ | {"WINEDLLOVERRIDES": prefer_files})

# SPDX-License-Identifier: MIT
"""Whether the programs take a DLL from the folder that they lie in: it could be anybody's."""

from contextlib import contextmanager
from pathlib import Path
import os
import re
import shutil
import subprocess
import tempfile

from check_programs import LATE_DLLS
from wine_child import WINE, windows_path

LIMIT = 60  # seconds
LISTENING = re.compile(rb"listening on \S+:(\d+)/?\r?\n")


@contextmanager
def listening(folder: Path, program: str, options: list[str], variables: dict[str, str]):
    """A server that runs in that folder for the length of a `with` block: its port, or how it has ended."""
    server = subprocess.Popen(
        [WINE, os.environ["TMSS10_IN_CONSOLE"], windows_path(folder / program), *options],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=variables)
    try:
        for line in server.stderr:
            if found := LISTENING.search(line):
                yield found[1].decode(), ""
                break
        else:
            yield "", f"{program} ends with {server.wait(LIMIT)}"
    finally:
        server.communicate(b"kill\n", timeout=LIMIT)


def problems_of_run(folder: Path, variables: dict[str, str]) -> list[str]:
    """What went wrong: an exporter, and a responder with a client that pings it, run in that folder."""
    with listening(folder, "TMSS10Exporter.exe", ["--listen", "127.0.0.1:0"], variables) as (_, problem):
        if problem:
            return [problem]
    with listening(folder, "TMSS10Responder.exe", ["--listen", "127.0.0.1", "-P", "0"], variables) as (port, problem):
        if problem:
            return [problem]
        ping = subprocess.run([WINE, folder / "TMSS10Ping.exe", "-P", port, "127.0.0.1"],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, env=variables)
        return [] if ping.returncode == 0 else [f"TMSS10Ping ends with {ping.returncode}"]


def problems_beside_planted_dlls(build: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="tmss10-planted-") as name:
        folder = Path(name)
        for program in ("TMSS10Ping.exe", "TMSS10Responder.exe", "TMSS10Exporter.exe"):
            shutil.copy(build / program, folder)
        for dll in LATE_DLLS:
            shutil.copy(build / "tests/windows/libplanted.dll", folder / dll)
        # Wine prefers a DLL of its own to a file, which Windows does not.
        prefer_files = ",".join(Path(dll).stem for dll in LATE_DLLS) + "=n,b"
        return problems_of_run(folder, os.environ | {"WINEDLLOVERRIDES": prefer_files})

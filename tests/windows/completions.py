# SPDX-License-Identifier: MIT
"""PowerShell's completions have the options that the Windows programs name in --help. Nobody runs them here."""

from pathlib import Path
import subprocess
import sys

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "tests/manual"))

from completion_files import BadCompletions, read_powershell, read_powershell_of_windows  # noqa: E402
from program_help import read_groups  # noqa: E402
from wine_child import WINE  # noqa: E402

FOLDER = TOP / "completions/powershell/TMSS10Ping"
LIMIT = 60  # seconds


def problems_of_completions(build: Path) -> list[str]:
    out = []
    for name in ("TMSS10Ping", "TMSS10Responder", "TMSS10Exporter"):
        done = subprocess.run([WINE, build / f"{name}.exe", "--help"], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=LIMIT, check=True)
        told = {one for group in read_groups(done.stdout.decode()) for option in group.options for one in option.names}
        text = (FOLDER / f"{name}.ps1").read_text(encoding="utf-8")
        try:
            offered = set(read_powershell(text)) | set(read_powershell_of_windows(text))
        except BadCompletions as error:
            out.append(f"{name}.ps1: {error}")
            continue
        out += [f"{name}.ps1 lacks {one}" for one in sorted(told - offered)]
        out += [f"{name}.ps1 has {one}, which --help has not" for one in sorted(offered - told)]
        out += [] if told else [f"{name} --help has no options"]
    return out

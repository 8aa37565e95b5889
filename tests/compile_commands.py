# SPDX-License-Identifier: MIT
"""What a build's compile_commands.json says of how its files are compiled."""

import json
from pathlib import Path
import shlex


def compiled_without(build: Path, flag: str) -> list[str]:
    """The sources, if any, whose command does not have that flag."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    sources = [entry for entry in entries if entry["file"].endswith(".cpp")]
    if not sources:
        return ["every source: there is none"]
    return sorted({entry["file"] for entry in sources if flag not in shlex.split(entry["command"])})

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether all files of a build agree on what Asio has found out about the system: check_asio_macros.py BUILD_DIR

Asio is in headers alone. Where what it defines depends on what a file includes before it, two files have two types of one
name, which no compiler and no linker sees."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import json
import os
import re
import shlex
import subprocess
import sys

DEFINITION = re.compile(r"^# *define (ASIO_\w+)(.*)$", re.MULTILINE)
# Where Asio finds out about the system, once in each file.
CONFIG = "asio/detail/config.hpp"


def object_of(command: str) -> str:
    words = shlex.split(command)
    return words[words.index("-o") + 1]


def preprocessing(command: str) -> list[str]:
    """The same compiler with the same options, which prints the definitions that stand at the end of the file."""
    words = shlex.split(command)
    while Path(words[0]).name in ("ccache", "sccache"):
        del words[0]
    at = words.index("-o")
    return [word for word in words[:at] + words[at + 2:] if word != "-c"] + ["-E", "-dM", "-o", "-"]


def configs_by_object(build: Path) -> dict[str, Path]:
    """The config.hpp that each object file of a build with Ninja has in it, if any."""
    told = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, stdout=subprocess.PIPE, text=True).stdout
    out = {}
    for about in told.split("\n\n"):
        if config := re.search(rf"^\s+(\S.*/{CONFIG})$", about, re.MULTILINE):
            out[about.partition(":")[0]] = build / config[1]
    return out


def definitions(entry: dict) -> dict[str, str]:
    done = subprocess.run(preprocessing(entry["command"]), cwd=entry["directory"], check=True, stdout=subprocess.PIPE)
    return dict(DEFINITION.findall(done.stdout.decode()))


def disagreements(files: dict[str, dict[str, str]], names: set[str]) -> list[str]:
    out = []
    for name in sorted(names):
        by_value = defaultdict(list)
        for file, defined in files.items():
            by_value[defined.get(name)].append(file)
        if len(by_value) > 1:
            out += [f"{name} is {'not defined' if value is None else repr(value.strip())} in {len(those)} files, {those[0]} among them"
                    for value, those in by_value.items()]
    return out


def main(build: Path) -> int:
    configs = configs_by_object(build)
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text())
               if "-o" in entry["command"] and object_of(entry["command"]) in configs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(definitions, entries)
    files = {Path(entry["file"]).name: defined for entry, defined in zip(entries, found)}
    names = {name for config in set(configs.values()) for name, _ in DEFINITION.findall(config.read_text())}
    problems = disagreements(files, names)
    print("\n".join(problems or [f"{len(files)} files agree on what Asio has here"]))
    return 1 if problems or not files else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("check_asio_macros.py BUILD_DIR")
    sys.exit(main(Path(sys.argv[1])))

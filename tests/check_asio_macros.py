#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether all files of a build agree on Asio's settings, and on what it has found out about the system:
check_asio_macros.py BUILD_DIR

Asio is in headers alone. Where a file does without the project's settings, or what Asio defines depends on what the file
includes before it, two files have two types of one name, which no compiler and no linker sees.

check_asio_macros.py --planted COMPILER ASIO_INCLUDE_DIR checks that a small build is accepted, and that what is planted in
it is found."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

DEFINITION = re.compile(r"^# *define (ASIO_\w+)(.*)$", re.MULTILINE)
# Where Asio finds out about the system, once in each file. Boost's own Asio has names of its own.
CONFIG = "asio/detail/config.hpp"
SETTING = re.compile(r"-D *(ASIO_\w+)")

# A build with Ninja, and files of it.
RULES = """
rule cxx
  command = {compiler} -std=c++20 -I{include} $flags -MD -MF $out.d -c $in -o $out
  depfile = $out.d
  deps = gcc
"""
SETTINGS = "-DASIO_STANDALONE -DASIO_DISABLE_STD_ALIGNED_ALLOC"
USUAL = SETTINGS, f"#include <{CONFIG}>\n"
WITHOUT_SETTINGS = "-DASIO_STANDALONE", USUAL[1]
DEFINED_BEFORE = SETTINGS, "#define ASIO_DISABLE_THREADS\n" + USUAL[1]
WITHOUT_ASIO = "", "int main() {}\n"


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
        if config := re.search(rf"^\s+(\S+(?<!/boost)/{CONFIG})$", about, re.MULTILINE):
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


def check(build: Path) -> int:
    configs = configs_by_object(build)
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text())
               if "-o" in entry["command"] and object_of(entry["command"]) in configs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(definitions, entries)
        files = {object_of(entry["command"]): defined for entry, defined in zip(entries, found)}
    names = {name for config in set(configs.values()) for name, _ in DEFINITION.findall(config.read_text())}
    names |= {name for entry in entries for name in SETTING.findall(entry["command"])}
    problems = disagreements(files, names)
    print("\n".join(problems or [f"{len(files)} files agree on what Asio has here"]))
    return 1 if problems or not files else 0


def check_planted(compiler: str, include: str) -> int:
    faults = []
    for what, planted, expected in (("nothing", USUAL, 0), ("a file without Asio", WITHOUT_ASIO, 0),
                                    ("a file without the settings", WITHOUT_SETTINGS, 1),
                                    ("a definition before Asio", DEFINED_BEFORE, 1)):
        with tempfile.TemporaryDirectory() as folder:
            build = Path(folder)
            (build / "other").mkdir()
            rules = RULES.format(compiler=compiler, include=include)
            # Two files of one name, as a project may have.
            for name, (flags, text) in (("file", USUAL), ("other/file", planted)):
                (build / f"{name}.cpp").write_text(text)
                rules += f"build {name}.o: cxx {name}.cpp\n  flags = {flags}\n"
            (build / "build.ninja").write_text(rules)
            subprocess.run(["ninja", "-C", build], check=True, stdout=subprocess.DEVNULL)
            with (build / "compile_commands.json").open("w") as commands:
                subprocess.run(["ninja", "-C", build, "-t", "compdb", "cxx"], check=True, stdout=commands)
            if check(build) != expected:
                faults.append(f"{what} was planted, and {'not found' if expected else 'taken for a fault'}")
    print("\n".join(faults or ["what is planted is found"]))
    return 1 if faults else 0


def main(arguments: list[str]) -> int:
    if len(arguments) == 3 and arguments[0] == "--planted":
        return check_planted(*arguments[1:])
    if len(arguments) == 1:
        return check(Path(arguments[0]))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

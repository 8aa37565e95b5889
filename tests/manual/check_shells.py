#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks real shells to complete command lines, and compares their answers with --help.

    tests/manual/check_shells.py TMSS10Ping TMSS10Responder TMSS10Exporter [SHELL]

PowerShell is in no package of Debian; check_options.py and check_powershell_module.py read its files, but nobody runs
them here."""

from pathlib import Path
import sys
import tempfile

from program_help import ProgramHelp, help_of
from programs_needed import result_without
from shells import SHELLS, Shell

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ["events.json", "two words.key"]
HOST = "tapetrack.example.com"
PROGRAMS = 3
# An option of each program whose value is a file.
FILE_OPTIONS = {"TMSS10Ping": "--json", "TMSS10Responder": "--key-file", "TMSS10Exporter": "--modules"}


def prepare(folder: Path) -> None:
    """A home with files to complete, and a host that was visited."""
    for name in FILES:
        (folder / name).touch()
    (folder / ".ssh").mkdir()
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    (folder / ".ssh" / "known_hosts").write_text(f"{HOST} {key}\n")
    (folder / "hosts").write_text(f"192.0.2.7 {HOST}\n")


def long_names(told: ProgramHelp, start: str) -> set[str]:
    return {name for option in told.options() for name in option.names if name.startswith(start)}


def questions(told: ProgramHelp) -> dict[str, set[str]]:
    """What follows the program's name in the line, and what may stand there."""
    out = {start: long_names(told, start) for start in ("--", "--ma", "--ver")}
    for option in told.options():
        if option.takes_a_file():
            out |= {f"{name} e": {"events.json"} for name in option.names}
            out |= {f"{name} two": {"two words.key"} for name in option.names}
        elif option.value in ("N", "S", "MS", "PERCENT"):
            out |= {f"{name} ": set() for name in option.names}
    if told.name == "TMSS10Ping":
        out |= {"--co": long_names(told, "--co"), "--max-": long_names(told, "--max-"),
                "--color ": {"auto", "always", "never"}, "--color a": {"auto", "always"}, "--proxy e": {"env"},
                "tapetr": {HOST}, "--nagios tapetr": {HOST}, "192.0.2.7 tapetr": {HOST}, "events.js": set()}
    elif told.name == "TMSS10Responder":
        out |= {"--max-": long_names(told, "--max-"), "-q --li": {"--listen"}, "events.js": set()}
    else:
        out |= {"--tls-": long_names(told, "--tls-"), "--check --li": {"--listen"}, "--allow ": set(),
                "events.js": set()}
    return out


def equals_questions(told: ProgramHelp) -> dict[str, set[str]]:
    """The form with an equals sign: the answer may or may not have the option before it."""
    return {f"{FILE_OPTIONS[told.name]}=ev": {"events.json"}}


def faults(shell: Shell, told: ProgramHelp) -> tuple[int, list[str]]:
    out = []
    asked = questions(told)
    for line, expected in asked.items():
        answer = shell.complete(f"{told.name} {line}")
        if answer != expected:
            out.append(f"{shell.name}: {told.name} {line}: {sorted(answer)}, not {sorted(expected)}")
    for line, expected in equals_questions(told).items():
        answer = {word.rpartition("=")[2] for word in shell.complete(f"{told.name} {line}")}
        if answer != expected:
            out.append(f"{shell.name}: {told.name} {line}: {sorted(answer)}, not {sorted(expected)}")
    return len(asked) + 1, out


def check(kind: type[Shell], programs: list[str]) -> int:
    if code := result_without([needed for needed in (kind.program, kind.package) if needed]):
        return code
    code = 0
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        for program in programs:
            told = help_of(program)
            with kind(Path(home), ROOT / "completions", Path(program)) as shell:
                count, found = faults(shell, told)
            print("\n".join(found or [f"{kind.name}: {told.name}: {count} answers"]))
            code = 1 if found else code
    return code


def main(argv: list[str]) -> int:
    programs, wanted = argv[1:1 + PROGRAMS], argv[1 + PROGRAMS:]
    if len(programs) != PROGRAMS or len(wanted) > 1 or any(name not in SHELLS for name in wanted):
        print(__doc__)
        return 2
    codes = [check(SHELLS[name], programs) for name in wanted or SHELLS]
    return next((code for code in codes if code not in (0, 77)), max(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv))

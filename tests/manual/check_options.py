#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that --help, the manual pages, the completions and README's tables have the same options, and that the
manual pages have the same exit codes. And that the exporter's page has the options that a module may have.

    tests/manual/check_options.py TMSS10Ping TMSS10Responder TMSS10Exporter

The programs themselves are asked, so whatever they have got must be in the other places, and nothing else."""

from pathlib import Path
import re
import subprocess
import sys
import tempfile

from completion_files import FILE, NONE, BadCompletions, Options, Value, completions_of
from manual_page import BadPage, ManualPage, read_page
from program_help import Group, Option, ProgramHelp, help_of

ROOT = Path(__file__).resolve().parent.parent.parent
SECTIONS = {"TMSS10Ping": 1, "TMSS10Responder": 8, "TMSS10Exporter": 8}
COLUMNS = 80
ONLY_GROUP = "Options"  # what CLI11 calls it when there are no others
ERRORS_AT_ONCE = 20  # of a module file, that the exporter shows one by one


def help_faults(told: ProgramHelp) -> list[str]:
    """--help fits on a terminal, and names what every program has."""
    lines = told.text.splitlines()
    out = [f"--help: {len(line)} columns: {line}" for line in lines if len(line) > COLUMNS]
    out += [f"--help: blanks at the end: {line!r}" for line in lines if line != line.rstrip()]
    names = [name for option in told.options() for name in option.names]
    out += [f"--help has no {name}" for name in ("-h", "--help", "-V", "--version") if name not in names]
    out += [f"--help has {name} twice" for name in sorted(set(names)) if names.count(name) > 1]
    # A line of it that begins with a dash, but is none of the options that were understood.
    unread = [line for line in lines if line.lstrip().startswith("-") and line.split()[0] not in
              {",".join(option.names) for option in told.options()}]
    return out + [f"--help: not understood: {line}" for line in unread]


def version_faults(program: str, told: ProgramHelp) -> list[str]:
    said = {option: subprocess.run([program, option], capture_output=True, text=True, check=False, timeout=60)
            for option in ("-V", "--version")}
    right = all(done.returncode == 0 and done.stdout.startswith(f"{told.name} ") for done in said.values())
    return [] if right and said["-V"].stdout == said["--version"].stdout else ["-V and --version do not agree"]


def text_of(option: Option) -> str:
    return " ".join([", ".join(option.names), option.value]).strip()


def options_by_group(groups: list[Group]) -> list[tuple[str, str]]:
    ungrouped = [group.title for group in groups] in ([ONLY_GROUP], [ONLY_GROUP.upper()])
    return [("" if ungrouped else group.title, text_of(option)) for group in groups for option in group.options]


def differences(name: str, expected: list, found: list) -> list[str]:
    """What is missing, what is too much; or that the order differs."""
    out = [f"{name} lacks {one}" for one in expected if one not in found]
    out += [f"{name} has {one}, which --help has not" for one in found if one not in expected]
    if not out and expected != found:
        pair = next(pair for pair in zip(expected, found) if pair[0] != pair[1])
        out = [f"{name} has another order than --help: {pair[1]} where that has {pair[0]}"]
    return out


def manual_faults(told: ProgramHelp, page: ManualPage) -> list[str]:
    name = page.path.name

    def shown(groups: list[Group]) -> list[str]:
        return [f"[{title}] {text}" if title else text for title, text in options_by_group(groups)]

    out = differences(name, shown(told.groups), shown(page.option_groups()))
    return out + differences(f"{name}, EXIT STATUS,", list(told.exit_codes.items()), list(page.exit_codes().items()))


def refused_keys(exporter: str, names: list[str]) -> set[str]:
    """Those of these options that no module may have, whatever their value."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "modules.toml")
        file.write_text("[modules.m]\n" + "".join(f"{name} = []\n" for name in names))
        done = subprocess.run([exporter, "--check", "--modules", file], capture_output=True, text=True, check=False,
                              timeout=60)
    return set(re.findall(r": (\S+) is of no use in a module: ", done.stderr))


def module_faults(exporter: str, ping: str) -> list[str]:
    """The exporter's page has a list of the client's options that a module may have."""
    names = [name.removeprefix("--") for option in help_of(ping).options() for name in option.names if name[1] == "-"]
    refused: set[str] = set()
    for first in range(0, len(names), ERRORS_AT_ONCE):
        refused |= refused_keys(exporter, names[first:first + ERRORS_AT_ONCE])
    page = ROOT / "docs" / "man" / "TMSS10Exporter.8"
    listed = page.read_text(encoding="utf-8").partition("options are allowed:\n")[2].partition("\nThree more")[0]
    words = re.findall(r"[a-z][a-z0-9-]+", listed.replace("\\-", "-").replace("\nand\n", "\n"))
    return differences(page.name, sorted(set(names) - refused), sorted(words))


def readme_faults(told: ProgramHelp) -> list[str]:
    """README has a table of options below the line with the program's usage."""
    _, _, below = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n    {told.name} [options]")
    table = re.search(r"\n\| option \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", below)
    cells = [row.split("|")[1] for row in table[1].splitlines()] if table else []
    found = [name for cell in cells for name in re.findall(r"(?<![\w-])--?[A-Za-z0-9][\w-]*", cell)]
    return differences("README.md", sorted(n for o in told.options() for n in o.names), sorted(found))


def value_fault(option: Option, value: Value) -> str:
    """What is wrong with how a value is completed; empty when nothing is."""
    if (value != NONE) != bool(option.value):
        return "takes a value" if option.value else "takes no value"
    if (value == FILE) != option.takes_a_file():
        return "takes a file" if option.takes_a_file() else "takes no file"
    return ""


def completion_faults(told: ProgramHelp, name: str, completed: Options, bash: Options) -> list[str]:
    out = differences(f"completions/{name}", sorted(n for o in told.options() for n in o.names), sorted(completed))
    for option in told.options():
        for one in option.names:
            if one not in completed:
                continue
            if fault := value_fault(option, completed[one]):
                out.append(f"completions/{name}: {one} {fault}")
            elif completed[one] != bash.get(one):
                out.append(f"completions/{name}: {one} offers {completed[one]}, in bash {bash.get(one)}")
    return out


def faults(program: str, ping: str) -> tuple[int, list[str]]:
    """How many options the program has, and what is wrong. `ping` is the client."""
    told = help_of(program)
    out = help_faults(told) + version_faults(program, told)
    if not told.options() or not told.exit_codes:
        out.append(f"{told.name} --help has no options or no exit codes")
    out += manual_faults(told, read_page(ROOT / "docs" / "man" / f"{told.name}.{SECTIONS[told.name]}"))
    out += readme_faults(told)
    shells = completions_of(told.name, ROOT / "completions")
    for name, completed in shells.items():
        out += completion_faults(told, name, completed, shells[f"bash/{told.name}"])
    if told.name == "TMSS10Exporter":
        out += module_faults(program, ping)
    return len(told.options()), out


def main(argv: list[str]) -> int:
    if len(argv) != 1 + len(SECTIONS):
        print(__doc__)
        return 2
    code = 0
    for program in argv[1:]:
        try:
            count, found = faults(program, argv[1])
        except (BadPage, BadCompletions) as error:
            count, found = 0, [str(error)]
        print("\n".join(found or [f"{Path(program).name}: {count} options"]))
        code = 1 if found else code
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv))

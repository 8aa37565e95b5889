# SPDX-License-Identifier: MIT
"""What arrives of an argument that cmd or PowerShell passes on: quotation marks, blanks, backslashes, UTF-8.

Wine's cmd interprets the first lines. No PowerShell is here: the others are what it makes of an argument, by its
documentation. A key file that is missing shows the argument, and a new one is really there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import os
import subprocess
import tempfile

from wine_child import WINE, windows_path

LIMIT = 60  # seconds

# As typed in cmd, and what arrives.
CMD = [
    ('"two words"', "two words"),
    (r'"a \"b\" c"', 'a "b" c'),
    (r'"C:\two words\\"', "C:\\two words\\"),
    ("C:\\word\\", "C:\\word\\"),
    (r"\\server\share\word", r"\\server\share\word"),
    ('"a & b | c > d"', "a & b | c > d"),
    ("a^&b", "a&b"),
    ('""', ""),
    ("*.exe", "*.exe"),  # nobody replaces it by names of files
    ("Schlüssel", "Schlüssel"),
    ('"Schlüssel 🔑"', "Schlüssel 🔑"),
]

# What PowerShell makes of what is typed; the same in each version, but for what is said.
POWERSHELL = [
    ('"two words"', "two words"),  # 'two words'
    ("a'b", "a'b"),  # 'a''b'
    (r'"a \"b\" c"', 'a "b" c'),  # 'a \"b\" c' up to 7.2, 'a "b" c' since 7.3
    (r"a\"b", 'a"b'),  # 'a\"b' up to 7.2, 'a"b' since 7.3
    ('""', ""),  # '""' up to 7.2, '' since 7.3
    (r'"C:\two words\\"', "C:\\two words\\"),  # 'C:\two words\' since 6
    ('"a & b; $c"', "a & b; $c"),  # 'a & b; $c'
    ("Schlüssel🔑", "Schlüssel🔑"),
]


def run(build: Path, line: str) -> subprocess.CompletedProcess:
    helper = windows_path(build / "tests/windows/exact_command.exe")
    return subprocess.run([WINE, helper], input=line.encode(), capture_output=True, timeout=LIMIT)


def problem_of(build: Path, shell: str, written: str, wanted: str) -> str:
    """`shell` is what stands before the program."""
    done = run(build, f"{shell}{windows_path(build / 'TMSS10Ping.exe')} -k {written} 127.0.0.1")
    said = done.stderr.decode(errors="replace")
    if done.returncode == 2 and said.startswith(f"TMSS10Ping: key file {wanted}: ") and said.count("\n") == 1:
        return ""
    return f"{shell}{written}: not {wanted}, but {done.returncode}: {said}"


def problem_of_new_file(build: Path) -> str:
    """The name of a file, which goes through more hands than a text that is shown."""
    name = "Schlüssel 🔑.key"
    with tempfile.TemporaryDirectory(prefix="tmss10-arguments-") as folder:
        done = run(build, f"{windows_path(build / 'TMSS10Ping.exe')} --generate-key \"{windows_path(folder)}\\{name}\"")
        found = [file.name for file in Path(folder).iterdir()]
    return "" if done.returncode == 0 and found == [name] else f"{done.returncode}: {found}, not {name}"


def problems_of_arguments(build: Path) -> list[str]:
    asked = [("cmd /c ", *pair) for pair in CMD] + [("", *pair) for pair in POWERSHELL]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        told = list(pool.map(lambda one: problem_of(build, *one), asked))
    return [problem for problem in [*told, problem_of_new_file(build)] if problem]

# SPDX-License-Identifier: MIT
"""What is checked when a program has ended. Each returns what is wrong, in lines."""

from contextlib import suppress
from pathlib import Path
import re

from case_file import Case
from child import Child
from matching import differences, insert, with_whole_hints

# Control characters, bytes that are not UTF-8, and what turns a text around or is not seen.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\udc80-\udcff"
                    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def check_program(case: Case, program: Child, values: dict[str, str]) -> list[str]:
    out = []
    if program.exit_text() not in case.fields["exit"].split(" or "):
        out.append(f"exit: {program.exit_text()}, not {case.fields['exit']}")
    out += differences("stdout", case.blocks.get("stdout", []), program.text("stdout"), values)
    errors = program.text("stderr")
    if "stderr as it is" in case.blocks:
        out += differences("stderr", case.blocks["stderr as it is"], errors, values)
    else:
        out += differences("stderr", case.blocks.get("stderr", []), with_whole_hints(errors), values)
    if columns := case.fields.get("columns"):
        out += [f"over {columns} columns: {line}"
                for line in program.text("stdout").splitlines() if len(line) > int(columns)]
    return out


def check_files(case: Case, folder: Path, values: dict[str, str]) -> list[str]:
    """What the case says of files."""
    out = []
    for subject, expected in case.leaves.items():
        name, _, mode = insert(subject, values).partition(" ")
        path = folder / name
        if not path.is_file():
            out.append(f"{name}: not there")
            continue
        text = path.read_text().removesuffix("\n") + "\n"
        out += differences(name, expected, text, values)
        found = f"{path.stat().st_mode & 0o7777:04o}"
        if mode and found != mode:
            out.append(f"{name}: mode {found}, not {mode}")
    return out


def check_new_files(folder: Path, old: set[str], secrets: list[str]) -> list[str]:
    """No program ever writes a secret into a file, but for a key file that is to be made."""
    out = []
    for path in folder.rglob("*"):
        with suppress(PermissionError):  # a link that not even root may follow
            if path.is_file() and path.name not in old:
                text = path.read_text(errors="surrogateescape").lower()
                if any(secret.lower() in text for secret in secrets):
                    out.append(f"a secret is in {path.name}")
    return out


def check_every_output(children: list[Child], secrets: list[str]) -> list[str]:
    """No program ever prints a secret, or what a terminal obeys; but for the bell of -a, at the end of a line."""
    out = []
    for child in children:
        text = child.text("stdout") + child.text("stderr")
        if any(secret.lower() in text.lower() for secret in secrets):
            out.append(f"a secret was printed by {child.process.args}")
        if {"-a", "--audible"} & set(child.process.args):
            text = text.replace("\a\n", "\n")
        if OBEYED.search(text):
            out.append(f"control characters were printed: {text!r}")
    return out

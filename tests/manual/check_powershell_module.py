#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads the PowerShell module: its manifest names the files that are there, Windows PowerShell can read them all, and
their brackets and quotes match. Debian has no package of PowerShell: nobody imports the module here."""

from pathlib import Path
import re
import sys

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "TMSS10Ping"
FOLDER = ROOT / "completions" / "powershell" / NAME
HELP = FOLDER / "en-US" / f"about_{NAME}.help.txt"
HELP_COLUMNS = 80
# Get-Help shows the text below the second one in lists of topics.
HEADINGS = ["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "EXAMPLES", "NOTE", "SEE ALSO", "KEYWORDS"]
ENTRY = re.compile(r"    (\w+) = (?:'([^']*)'|@\(([^)]*)\))")
# A comment, or a string of either kind.
NO_CODE = re.compile(r"#[^\n]*|'(?:[^']|'')*'|\"(?:[^\"`]|`.|\"\")*\"", re.DOTALL)
CLOSING = {")": "(", "]": "[", "}": "{"}


def manifest_of(text: str) -> dict[str, str | list[str]]:
    """The keys and values of a manifest: texts and lists of texts. Anything else in it is an error."""
    inside = re.fullmatch(r"(?:#[^\n]*\n)*@\{\n(.*)\}\n", text, re.DOTALL)
    if not inside:
        raise ValueError("the manifest is no table")
    if rest := ENTRY.sub("", inside[1]).strip():
        raise ValueError(f"not understood in the manifest: {rest}")
    return {key: one if items is None else re.findall("'([^']*)'", items)
            for key, one, items in ((found[1], found[2], found[3]) for found in ENTRY.finditer(inside[1]))}


def manifest_faults(told: dict[str, str | list[str]]) -> list[str]:
    files = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
    version = re.search(r"VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    wanted = {"RootModule": f"{NAME}.psm1", "ModuleVersion": version, "PowerShellVersion": "5.1",
              "CompatiblePSEditions": ["Desktop", "Core"], "FileList": sorted(files, key=str.lower)}
    # A module without them makes PowerShell search its files for commands.
    wanted |= {f"{kind}ToExport": [] for kind in ("Functions", "Cmdlets", "Variables", "Aliases")}
    out = [f"manifest: {key} is {told.get(key)}, not {value}" for key, value in wanted.items()
           if (sorted(told["FileList"], key=str.lower) if key == "FileList" else told.get(key)) != value]
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(told.get("GUID"))):
        out.append("manifest: no GUID")
    return out + [f"manifest: no {key}" for key in ("Author", "Copyright", "Description") if not told.get(key)]


def module_faults(text: str) -> list[str]:
    """Each script beside the module is loaded by it, and no other one."""
    loaded = sorted(re.findall(r"'(TMSS10\w+)'", re.sub(r"#.*", "", text)))
    there = sorted(path.stem for path in FOLDER.glob("*.ps1"))
    return [] if loaded == there else [f"{NAME}.psm1 loads {loaded}, not {there}"]


def bracket_fault(text: str) -> str:
    """What is wrong with the brackets or quotes of a script; empty when nothing is."""
    open_ones: list[str] = []
    code = NO_CODE.sub("", text)
    for character in code:
        if character in CLOSING.values():
            open_ones.append(character)
        elif character in CLOSING and (not open_ones or open_ones.pop() != CLOSING[character]):
            return f"a {character} too many"
    if open_ones:
        return f"{open_ones[-1]} is not closed"
    return "a quotation mark is not closed" if "'" in code or '"' in code else ""


def text_faults(file: Path) -> list[str]:
    """Windows PowerShell takes a file without a byte-order mark for one in the system's code page."""
    content = file.read_bytes()
    out = [] if content.isascii() else ["it is not ASCII"]
    if b"\r" in content or not content.endswith(b"\n"):
        out.append("its lines do not end with a line feed each")
    if file.suffix != ".txt" and (fault := bracket_fault(content.decode(errors="replace"))):
        out.append(fault)
    return [f"{file.name}: {fault}" for fault in out]


def help_faults(text: str) -> list[str]:
    lines = text.splitlines()
    found = [line for line in lines if line and not line.startswith(" ")]
    out = [] if found == HEADINGS else [f"{HELP.name}: headings {found}"]
    if lines[1:2] != [f"    about_{NAME}"]:
        out.append(f"{HELP.name}: another topic than its name")
    return out + [f"{HELP.name}: {len(line)} columns: {line}" for line in lines if len(line) > HELP_COLUMNS]


def planted_faults() -> list[str]:
    """What the checks above must find."""
    scripts = ["@(", "}", "'a", '"a', "@( ')' ", "{ ) }"]
    out = [f"not found in a script: {text}" for text in scripts if not bracket_fault(text)]
    good = "# it's (\n@{ A = 'it''s )'; B = \"`\" $( \" }\n"
    return out + ([f"found in a good script: {bracket_fault(good)}"] if bracket_fault(good) else [])


def main() -> int:
    out = planted_faults()
    try:
        out += manifest_faults(manifest_of((FOLDER / f"{NAME}.psd1").read_text(encoding="utf-8")))
    except ValueError as error:
        out.append(str(error))
    out += module_faults((FOLDER / f"{NAME}.psm1").read_text(encoding="utf-8"))
    out += help_faults(HELP.read_text(encoding="utf-8"))
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        out += text_faults(file)
    print("\n".join(out or ["the module's files agree"]))
    return 1 if out else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""What stands in a Windows program's file: which DLLs it needs, and its resources."""

from pathlib import Path
import re
import subprocess

OBJDUMP = "x86_64-w64-mingw32-objdump"
# Imports that Windows takes from its own directory, whatever lies beside the program: in every Windows 10, these stand in
# the registry under HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\KnownDLLs.
KNOWN_DLLS = {"advapi32.dll", "kernel32.dll", "msvcrt.dll", "user32.dll", "ws2_32.dll"}
# Windows' own as well, but not of that list: they are loaded at the first call, from the system's directory.
LATE_DLLS = ("mswsock.dll", "winmm.dll")
CHARACTERISTICS = ("DYNAMIC_BASE", "HIGH_ENTROPY_VA", "NX_COMPAT")
MANIFEST = ("asInvoker", "longPathAware", "activeCodePage")


def problems_of(program: Path, version: str) -> list[str]:
    told = subprocess.run([OBJDUMP, "-p", program], check=True, capture_output=True, text=True).stdout
    content = program.read_bytes()
    dlls = re.findall(r"DLL Name: (\S+)", told)
    out = [f"{program.name} imports {dll}, which could come from its own folder"
           for dll in dlls if dll.lower() not in KNOWN_DLLS]
    if not dlls:
        out.append(f"{program.name} names no DLL at all")
    out += [f"{program.name} is not {word}" for word in CHARACTERISTICS if word not in told]
    out += [f"{program.name} has no {word} in its manifest"
            for word in MANIFEST if word.encode() not in content]
    out += [f"{program.name} has no {text!r} in its version resource"
            for text in (version, "MIT licence", program.name) if text.encode("utf-16-le") not in content]
    if re.search(r"^Time/Date\s+(?!\s|Thu Jan  1 )", told, re.MULTILINE):
        out.append(f"{program.name} has a time stamp")
    return out

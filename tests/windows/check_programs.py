# SPDX-License-Identifier: MIT
"""What stands in a Windows program's file: which DLLs it needs, how it is hardened, and its resources."""

from pathlib import Path
import re
import shlex
import subprocess
import tempfile

from compile_commands import compiled_without
from link_map import own_code

OBJDUMP = "x86_64-w64-mingw32-objdump"
COMPILER = "x86_64-w64-mingw32-g++-posix"
# Imports that Windows takes from its own directory, whatever lies beside the program: in every Windows 10, these stand in
# the registry under HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\KnownDLLs.
KNOWN_DLLS = {"advapi32.dll", "kernel32.dll", "msvcrt.dll", "user32.dll", "ws2_32.dll"}
# Windows' own as well, but not of that list: they are loaded at the first call, from the system's directory.
LATE_DLLS = ("bcrypt.dll", "mswsock.dll", "winmm.dll")
CHARACTERISTICS = ("DYNAMIC_BASE", "HIGH_ENTROPY_VA", "NX_COMPAT")
MANIFEST = ("asInvoker", "longPathAware", "activeCodePage")


# The lowest address from which high-entropy ASLR takes a program to be one for it.
FOUR_GIGABYTES = 1 << 32
# What the project's own code calls where it checks itself, if it is compiled with these flags.
LEVEL = "-D_FORTIFY_SOURCE=2"
CHECKED_BY = {"__stack_chk_fail": "-fstack-protector-strong", "__glibcxx_assert_fail": "-D_GLIBCXX_ASSERTIONS"}


def told_of(program: Path, option: str) -> str:
    return subprocess.run([OBJDUMP, option, program], check=True, capture_output=True, text=True).stdout


def unhardened(program: Path) -> list[str]:
    """Needs the linker's map beside the program: PROGRAM.map."""
    told = told_of(program, "-p")
    out = [f"is not {word}" for word in CHARACTERISTICS if not re.search(rf"^\s+{word}$", told, re.MULTILINE)]
    # Without these, DYNAMIC_BASE is an empty promise.
    if "relocations stripped" in told or not int(re.search(r"^Entry 5 \w+ (\w+) Base Rel", told, re.MULTILINE)[1], 16):
        out.append("cannot be moved: it has no base relocations")
    if int(re.search(r"^ImageBase\s+(\w+)$", told, re.MULTILINE)[1], 16) < FOUR_GIGABYTES:
        out.append("has its base below 4 GB, where ASLR has fewer places")
    # A line of numbers, and one of words, of each section.
    for name, words in re.findall(r"^ +\d+ (\S+) .*\n +(.*)$", told_of(program, "-h"), re.MULTILINE):
        if "CODE" in words and "READONLY" not in words:
            out.append(f"has code that is writable, {name}")
    checks = own_code(Path(f"{program}.map")).checks
    return out + [f"does without {flag}" for name, flag in CHECKED_BY.items() if name not in checks]


def unchecked_sources(build: Path) -> list[str]:
    """At this level MinGW checks few calls, in some programs none, so that the programs cannot say it."""
    return [f"{file} is compiled without {LEVEL}" for file in compiled_without(build, LEVEL)]


# A program with something of each kind that is looked at.
SAMPLE = """
#include <cstring>
#include <vector>
int main(int count, char** words) {
  char copy[16];
  std::strcpy(copy, words[0]);
  const auto size = static_cast<std::size_t>(count);
  const std::vector<int> numbers(size);
  return copy[size] + numbers[size - 1];
}
"""
WRITABLE_CODE = ('extern "C" int both;\nasm(".section .both, \\"wx\\"\\n.globl both\\nboth: .quad 0\\n.text\\n");\n'
                 + SAMPLE.replace("return copy", "return both + copy"))
# What undoes a flag, and a word of the problem.
UNDONE = (("-Wl,--disable-dynamicbase", "DYNAMIC_BASE"), ("-Wl,--disable-high-entropy-va", "HIGH_ENTROPY_VA"),
          ("-Wl,--disable-nxcompat", "NX_COMPAT"), ("-Wl,--disable-reloc-section", "base relocations"),
          ("-Wl,--image-base,0x400000", "below 4 GB"), ("-fno-stack-protector", "stack-protector"),
          ("-U_GLIBCXX_ASSERTIONS", "ASSERTIONS"), ("-U_FORTIFY_SOURCE", "FORTIFY"))


def planted_problems(build: Path) -> list[str]:
    """What goes unnoticed if it is planted: a small program, built as that build is, and with each flag undone."""
    cache = dict(re.findall(r"^(\w+):\w+=(.*)$", (build / "CMakeCache.txt").read_text(), re.MULTILINE))
    flags = " ".join(cache[f"CMAKE_{name}"] for name in ("CXX_FLAGS", "CXX_FLAGS_RELEASE", "EXE_LINKER_FLAGS"))

    def found(undoing: str, source: str = SAMPLE) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "sample.cpp").write_text(source, encoding="utf-8")
            words = [COMPILER, "-std=c++20", *shlex.split(flags), *undoing.split()]
            subprocess.run([*words, "-c", "sample.cpp", "-o", "sample.o"], cwd=folder, check=True)
            subprocess.run([*words, "sample.o", "-o", "sample.exe", "-Wl,-Map=sample.exe.map,--cref"], cwd=folder, check=True)
            checks = own_code(Path(folder, "sample.exe.map")).checks
            return unhardened(Path(folder, "sample.exe")) + ([] if "__strcpy_chk" in checks else [f"does without {LEVEL}"])

    out = [f"a program with all flags {problem}" for problem in found("")]
    out += [f"{undoing} was planted, and not found" for undoing, word in UNDONE
            if not any(word in problem for problem in found(undoing))]
    if not any("writable" in problem for problem in found("", WRITABLE_CODE)):
        out.append("writable code was planted, and not found")
    return out


def problems_of(program: Path, version: str) -> list[str]:
    told = told_of(program, "-p")
    content = program.read_bytes()
    dlls = re.findall(r"DLL Name: (\S+)", told)
    out = [f"{program.name} imports {dll}, which could come from its own folder"
           for dll in dlls if dll.lower() not in KNOWN_DLLS]
    if not dlls:
        out.append(f"{program.name} names no DLL at all")
    if "libssp.a(ssp.o)" in Path(f"{program}.map").read_text(errors="replace"):
        out.append(f"{program.name} has libssp's guard, for which DLLs are loaded before main()")
    out += [f"{program.name} {problem}" for problem in unhardened(program)]
    out += [f"{program.name} has no {word} in its manifest"
            for word in MANIFEST if word.encode() not in content]
    out += [f"{program.name} has no {text!r} in its version resource"
            for text in (version, "MIT licence", program.name) if text.encode("utf-16-le") not in content]
    if re.search(r"^Time/Date\s+(?!\s|Thu Jan  1 )", told, re.MULTILINE):
        out.append(f"{program.name} has a time stamp")
    return out

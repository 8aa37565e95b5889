#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that shipped programs (ELF) are hardened. Each needs beside it the linker's map, PROGRAM.map, and the build's
compile_commands.json, which alone says at which level calls of the C library are checked.

    tests/check_hardening.py PROGRAM...

The whole program: position-independent, all symbols bound at the start and then read-only (full RELRO), no executable
stack, no memory that is both writable and executable, no text relocations, no library but the C library's.

What the project has compiled itself: functions guard their stack and probe large frames, calls of the C library and
accesses to containers are checked, and each function whose address is in the program's data is marked as a target of
indirect calls (CET, BTI). Libraries that Debian has compiled are as Debian has them: docs/packaging.md.

    tests/check_hardening.py --planted COMPILER FLAGS

builds a small program with the flags, which must be accepted, and again with each of them undone, which must be found."""

from dataclasses import dataclass
from pathlib import Path
import re
import shlex
import subprocess
import sys
import tempfile

from compile_commands import compiled_without
from link_map import OwnCode, own_code

C_LIBRARY = re.compile(r"lib(c|m|pthread|dl|rt)\.so\.\d+|ld-linux.*")
LEVEL = "-D_FORTIFY_SOURCE=3"
# How a function begins that may be called indirectly.
TARGETS = {"X86-64": (b"\xf3\x0f\x1e\xfa",),  # endbr64
           # bti c, bti jc, paciasp, pacibsp
           "AArch64": (b"\x5f\x24\x03\xd5", b"\xdf\x24\x03\xd5", b"\x3f\x23\x03\xd5", b"\x7f\x23\x03\xd5")}


def readelf(*arguments: str) -> str:
    done = subprocess.run(["readelf", "--wide", *arguments], capture_output=True, text=True, check=False,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    if done.returncode or done.stderr:
        sys.exit(f"readelf: {done.stderr.strip()}")
    return done.stdout


@dataclass
class Segment:
    kind: str
    offset: int
    address: int
    size: int  # in the file
    rights: str


def segments(program: str) -> list[Segment]:
    found = re.findall(r"^  ([A-Z_]+) +0x([0-9a-f]+) 0x([0-9a-f]+) 0x[0-9a-f]+ 0x([0-9a-f]+) 0x[0-9a-f]+ ([R ][W ][E ]) 0x[0-9a-f]+$",
                       readelf("--program-headers", program), re.MULTILINE)
    return [Segment(kind, int(offset, 16), int(address, 16), int(size, 16), rights)
            for kind, offset, address, size, rights in found]


def faults_of_whole(program: str, parts: list[Segment]) -> list[str]:
    text = readelf("--dynamic", program)
    dynamic = set(re.findall(r"^ 0x[0-9a-f]+ \((\w+)\)", text, re.MULTILINE))
    flags = " ".join(re.findall(r"\(FLAGS(?:_1)?\) +(.*)", text)).replace("Flags:", "").split()
    stack = [part.rights for part in parts if part.kind == "GNU_STACK"]
    foreign = [name for name in re.findall(r"\(NEEDED\).*\[(.*)\]", text) if not C_LIBRARY.fullmatch(name)]
    promises = {
        "it is not position-independent (-pie)": "PIE" in flags,
        "symbols are bound late (-z now)": "NOW" in flags,
        "no part becomes read-only after relocation (-z relro)": any(part.kind == "GNU_RELRO" for part in parts),
        "its stack may be executable (-z noexecstack)": len(stack) == 1 and "E" not in stack[0],
        "a segment is both writable and executable": not any("W" in part.rights and "E" in part.rights for part in parts),
        "it has text relocations": "TEXTREL" not in dynamic and "TEXTREL" not in flags,
        "it looks for libraries in a directory of its own": not {"RPATH", "RUNPATH"} & dynamic,
        f"it needs more than the C library: {' '.join(foreign)}": not foreign,
    }
    return [fault for fault, kept in promises.items() if not kept]


class Code:
    """The bytes of a program at the addresses that they will have."""

    def __init__(self, program: str, parts: list[Segment]):
        self.content = Path(program).read_bytes()
        self.loaded = [part for part in parts if part.kind == "LOAD"]

    def at(self, address: int, size: int) -> bytes:
        for part in self.loaded:
            if part.address <= address and address + size <= part.address + part.size:
                begin = part.offset + address - part.address
                return self.content[begin:begin + size]
        sys.exit(f"nothing is at {address:#x}")


def largest_step(machine: str, code: bytes) -> tuple[int, int]:
    """The most bytes that the stack grows by at a time, and how many of them the system is sure to notice."""
    if machine == "X86-64":  # sub $N,%rsp
        steps = re.findall(rb"\x48\x81\xec(..[\x00-\x7f]\x00)", code, re.DOTALL)
        return max((int.from_bytes(step, "little") for step in steps), default=0), 0x1000
    steps = [0]  # sub sp, sp, #N, perhaps of 4096
    for begin in range(0, len(code) - 3, 4):
        word = int.from_bytes(code[begin:begin + 4], "little")
        if word & 0xff8003ff == 0xd10003ff:
            steps.append((word >> 10 & 0xfff) << (12 if word & 1 << 22 else 0))
    return max(steps), 0x10000


def unmarked(program: str, machine: str, code: Code, own: OwnCode) -> tuple[int, int]:
    """How many functions of the project's have their address in the data, and how many of them lack their mark."""
    addresses = {int(found, 16) for found in
                 re.findall(r" R_\w+_RELATIV\w* +([0-9a-f]+)$", readelf("--relocs", program), re.MULTILINE)}
    starts = [address for address in addresses if any(address in part for part in own.parts)]
    return len(starts), sum(not code.at(address, 4).startswith(TARGETS[machine]) for address in starts)


def faults_of_own(program: str, parts: list[Segment]) -> list[str]:
    own = own_code(Path(program + ".map"))
    if not own.parts:
        sys.exit(f"{program}.map: no code is the project's")
    machine = re.search(r"Machine: .*\b(X86-64|AArch64)$", readelf("--file-header", program), re.MULTILINE)[1]
    code = Code(program, parts)
    step, noticed = max((largest_step(machine, code.at(part.start, len(part))) for part in own.parts))
    functions, bare = unmarked(program, machine, code, own)
    fortified = {name for name in own.checks if name.endswith("_chk")}
    promises = {
        "no function guards its stack (-fstack-protector-strong)": "__stack_chk_fail" in own.checks,
        "no call of the C library is checked (-D_FORTIFY_SOURCE)": bool(fortified),
        "no access to a container is checked (-D_GLIBCXX_ASSERTIONS)": "__glibcxx_assert_fail" in own.checks,
        f"the stack grows by {step} bytes unseen (-fstack-clash-protection)": step <= noticed,
        "no function has its address in the data": functions > 0,
        f"{bare} of {functions} functions are no targets of indirect calls (-fcf-protection, -mbranch-protection)": not bare,
    }
    return [fault for fault, kept in promises.items() if not kept]


def faults(program: str) -> list[str]:
    parts = segments(program)
    return faults_of_whole(program, parts) + faults_of_own(program, parts)


# A program with something of each kind that is looked at: what it calls indirectly, what only level 3 of the checks of the C
# library knows the size of, a frame that no guard page would stop.
SAMPLE = """
#include <cstdlib>
#include <cstring>
#include <vector>
int first(const char* text) { return text[0]; }
int last(const char* text) { return text[std::strlen(text) - 1]; }
int (*const volatile functions[])(const char*) = {first, last};
int main(int count, char** words) {
  char frame[200000];
  asm volatile("" : : "r"(frame) : "memory");
  auto* copy = static_cast<char*>(std::malloc(count));
  if (copy != nullptr) std::strcpy(copy, words[0]);
  const std::vector<int> numbers(count);
  return functions[count % 2](copy) + numbers[count - 1];
}
"""
TEXT_RELOCATION = SAMPLE + 'asm(".text\\n.quad main\\n");\n'
WRITABLE_CODE = ('extern "C" int both;\nasm(".section .both, \\"awx\\"\\n.globl both\\nboth: .quad 0\\n.text\\n");\n'
                 + SAMPLE.replace("return functions", "return both + functions"))
# What undoes a flag, and a word of the fault.
UNDONE = [("-no-pie", "position-independent"), ("-Wl,-z,lazy", "bound late"), ("-Wl,-z,norelro", "read-only"),
          ("-Wl,-z,execstack", "its stack"), ("-Wl,-rpath,/opt/lib", "directory of its own"),
          ("-fno-stack-protector", "guards its stack"),
          ("-U_FORTIFY_SOURCE", "C library is checked"), ("-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2", "C library is checked"),
          ("-U_GLIBCXX_ASSERTIONS", "container"), ("-fno-stack-clash-protection", "grows by")]
UNDONE_ON = {"X86-64": ("-fcf-protection=none", "indirect calls"), "AArch64": ("-mbranch-protection=none", "indirect calls")}


def planted_faults(compiler: str, flags: str, undoing: str, source: str = SAMPLE) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sample.cpp").write_text(source, encoding="utf-8")
        # In two steps, as a build has them.
        words = [compiler, "-std=c++20", *shlex.split(flags), *undoing.split()]
        subprocess.run([*words, "-c", "sample.cpp", "-o", "sample.o"], cwd=folder, check=True)
        subprocess.run([*words, "sample.o", "-o", "sample", "-Wl,-Map=sample.map,--cref"], cwd=folder, check=True)
        return faults(f"{folder}/sample")


def main_planted(compiler: str, flags: str) -> int:
    problems = [f"a program with all flags: {fault}" for fault in planted_faults(compiler, flags, "")]
    target = subprocess.run([compiler, "-dumpmachine"], capture_output=True, text=True, check=True).stdout
    undone = [*UNDONE, UNDONE_ON["AArch64" if target.startswith("aarch64") else "X86-64"]]
    static = "-static-pie" in flags
    if not static:
        undone.append(("-Wl,--no-as-needed -lz", "more than the C library"))
    for undoing, word in undone:
        found = planted_faults(compiler, flags.replace("-static-pie", "-static") if undoing == "-no-pie" else flags, undoing)
        if not any(word in fault for fault in found):
            problems.append(f"{undoing} was planted, and not found: {found}")
    for undoing, word, source in (("-Wl,-z,notext", "text relocations", TEXT_RELOCATION), ("", "writable and", WRITABLE_CODE)):
        if not any(word in fault for fault in planted_faults(compiler, flags, undoing, source)):
            problems.append(f"{word} was planted, and not found")
    print("\n".join(problems) or f"found: {', '.join(undoing for undoing, _ in undone)}, text relocations, writable code")
    return 1 if problems else 0


def main(arguments: list[str]) -> int:
    if len(arguments) == 3 and arguments[0] == "--planted":
        return main_planted(*arguments[1:])
    found = [f"{program}: {fault}" for program in arguments for fault in faults(program)]
    found += [f"{file} is compiled without {LEVEL}" for build in sorted({Path(program).parent for program in arguments})
              for file in compiled_without(build, LEVEL)]
    print("\n".join(found) or f"hardened: {' '.join(arguments)}")
    return 1 if found or not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A root directory with next to nothing in it: bare_root.py DIRECTORY [PACKAGE]...

In it are Debian's essential packages as this machine has them, the packages named, what those depend
on, and dpkg's records of them. What is installed there finds nothing that it does not depend on.
Nothing is downloaded, so that it takes a second or two where debootstrap takes a minute."""

import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

FIELDS = "${db:Status-Status} ${Architecture}\t${Package}\t${Essential}\t${Provides}\t${Pre-Depends}, ${Depends}\n"
RECORDS = Path("/var/lib/dpkg")


def query(*arguments: str) -> str:
    return subprocess.run(["dpkg-query", *arguments], check=True, capture_output=True,
                          text=True).stdout


def names(field: str) -> list[list[str]]:
    """"a (>= 1), b | c:any" as [["a"], ["b", "c"]]."""
    return [[re.sub(r"\(.*|:.*", "", name).strip() for name in group.split("|")]
            for group in field.split(",") if group.strip()]


def closure(more: list[str]) -> list[str]:
    """The essential packages and these, with all that they depend on."""
    depends, provider, needed = {}, {}, list(more)
    own = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True,
                         text=True).stdout.strip()
    for line in query("--show", "--showformat", FIELDS).splitlines():
        state, package, essential, provides, dependencies = line.split("\t")
        if state not in ("installed all", f"installed {own}"):
            continue
        depends[package] = names(dependencies)
        for [name] in names(provides):
            provider.setdefault(name, package)
        if essential == "yes":
            needed.append(package)
    for package in needed:  # which grows
        for choices in depends[package]:
            installed = [name if name in depends else provider.get(name) for name in choices]
            chosen = next(filter(None, installed), None)
            if chosen and chosen not in needed:
                needed.append(chosen)
    return needed


def copy_files(packages: list[str], root: Path) -> None:
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        if Path("/", name).is_symlink():
            (root / "usr" / name).mkdir(parents=True)
            (root / name).symlink_to(f"usr/{name}")
    paths = sorted(set(query("--listfiles", *packages).splitlines()))
    # Images of containers leave documents out, and some files are root's alone: nothing here needs them.
    listed = "".join(f".{path}\0" for path in paths
                     if path.startswith("/") and path != "/." and os.access(path, os.R_OK))
    read = ["tar", "--create", "--directory=/", "--no-recursion", "--null", "--files-from=-"]
    write = ["tar", "--extract", f"--directory={root}", "--keep-directory-symlink", "--no-same-owner"]
    with subprocess.Popen(read, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader, \
            subprocess.Popen(write, stdin=reader.stdout) as writer:
        reader.stdin.write(listed.encode())
        reader.stdin.close()
    if reader.returncode or writer.returncode:
        sys.exit("bare_root.py: copying failed")


def copy_records(packages: list[str], root: Path) -> None:
    records = root / RECORDS.relative_to("/")
    for name in ("info", "updates", "triggers"):
        (records / name).mkdir(parents=True, exist_ok=True)
    (records / "status").write_text(query("--status", *packages))
    shutil.copy(RECORDS / "info/format", records / "info")
    for package in packages:
        for kind in ("list", "md5sums"):
            for path in RECORDS.glob(f"info/{package}*.{kind}"):
                if path.name.split(":")[0].removesuffix(f".{kind}") == package:
                    shutil.copy(path, records / "info")


def main() -> None:
    root = Path(sys.argv[1])
    packages = closure(sys.argv[2:])
    copy_files(packages, root)
    copy_records(packages, root)
    for name in ("dev", "proc", "run", "tmp", "var/log", "etc"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("passwd", "group"):
        shutil.copy(f"/etc/{name}", root / "etc")


main()

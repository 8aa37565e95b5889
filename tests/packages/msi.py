#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Installs, runs, upgrades and removes the .msi under Wine, and packs it twice: msi.py BUILD_DIR

scripts/build-msi has to have made BUILD_DIR's .zip and .msi. It takes half a minute. Wine's Windows Installer is not
Windows'."""

from pathlib import Path
import os
import re
import shutil
import subprocess
import sys
import tempfile
from zipfile import ZipFile

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests/windows"), str(TOP / "tests/cli")]

from services import ACCOUNT, Services, free_port  # noqa: E402
from wine_child import WINE, windows_path  # noqa: E402
from wine_session import DRIVE, EVENTS, start_wine  # noqa: E402

PRODUCT = "TMSS10Ping"
FOLDER = DRIVE / "Program Files" / PRODUCT
# The .msi is for all users (its tables are checked), but Wine puts an entry into the menu of one.
MENU = f"users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{PRODUCT} documentation.lnk"
ENVIRONMENT = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"
UNINSTALL = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall"
PATH_ENTRY = f"C:\\Program Files\\{PRODUCT}\\"
NO_SERVICE = "service_control: no such service: 1060"
NAMES = ("TMSS10Responder", "TMSS10Exporter")
PACK = TOP / "packaging/windows/build_msi.py"


class Installation(Services):
    """What the package has left on that Windows."""

    def install(self, msi: Path) -> None:
        self.expect(f"msiexec /i {msi.name}", self.wine("msiexec", "/i", windows_path(msi), "/qn").returncode, 0)

    def registry(self, *words: str) -> str:
        done = self.wine("reg", "query", *words)
        return done.stdout if done.returncode == 0 else ""

    def path(self) -> str:
        """Without separators at its end: Wine leaves one there when it removes an entry."""
        return " ".join(self.registry(ENVIRONMENT, "/v", "PATH").split()).rstrip(";")

    def in_menu(self) -> bool:
        return any(DRIVE.glob(MENU))

    def versions(self) -> list[str]:
        """Of this product, as the list of installed programs has them."""
        listed = self.registry(UNINSTALL, "/s")
        entries = [entry for entry in re.split(r"\n(?=HKEY_)", listed)
                   if re.search(rf"DisplayName\s.*\b{PRODUCT}\b", entry)]
        return re.findall(r"DisplayVersion\s+\S+\s+(\S+)", "\n".join(entries))


def table(msi: Path, name: str) -> dict[str, dict[str, str]]:
    """Its rows, by their keys."""
    text = subprocess.run(["msiinfo", "export", msi, name], check=True, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True).stdout
    columns, _, _, *rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: dict(zip(columns, row)) for row in rows}


def check_tables(here: Installation, msi: Path) -> None:
    """What Wine does not obey."""
    here.expect("for all users", table(msi, "Property")["ALLUSERS"]["Value"], "1")
    menus = {row["Name"]: row["Directory_"] for row in table(msi, "Shortcut").values()}
    here.expect("the menu's entries", menus, {f"{PRODUCT} documentation": "ProgramMenuFolder"})
    services, components, files = (table(msi, name) for name in ("ServiceInstall", "Component", "File"))
    here.expect("services", sorted(services), sorted(NAMES))
    for name, row in services.items():
        program = files[components[row["Component_"]]["KeyPath"]]["FileName"]
        here.expect(f"{name}'s program and arguments", (program, row["Arguments"]), (f"{name}.exe", "--service"))


def files_of(archive: Path) -> dict[str, bytes]:
    with ZipFile(archive) as opened:
        return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def check_installed(here: Installation, archive: Path, version: str) -> None:
    wanted, found = files_of(archive), files_in(FOLDER)
    here.expect("files", sorted(found), sorted(wanted))
    here.expect("changed files", [name for name in found if found[name] != wanted.get(name)], [])
    here.expect("an entry in PATH", PATH_ENTRY in here.path(), True)
    here.expect("an entry in the start menu", here.in_menu(), True)
    here.expect("installed versions", here.versions(), [version])
    for name in NAMES:
        start, account, _, command = (*here.control("config", name).splitlines(), "", "", "", "")[:4]
        here.expect(f"{name}'s start and account", (start, account), ("manual", ACCOUNT))
        # Windows Installer puts the path between quotation marks, Wine does not.
        here.expect(f"{name}'s command", command, f"{PATH_ENTRY}{name}.exe --service")
        here.expect(f"{name} is not running", here.control("state", name).split()[0], "stopped")
        here.expect(f"{name}'s source of events", here.has_event_source(name), True)


def check_running(here: Installation) -> None:
    """The installed service, with options that its own program gives it."""
    program, port = f"{PATH_ENTRY}TMSS10Responder.exe", str(free_port())
    done = here.wine(program, "--install-service", "--listen", "127.0.0.1", "-P", port)
    here.expect("the service gets options", (done.returncode, done.stderr), (0, ""))
    here.control("start", "TMSS10Responder")
    here.await_state("TMSS10Responder", "running 0")
    ping = here.wine(f"{PATH_ENTRY}TMSS10Ping.exe", "-q", "-c", "1", "-P", port, "127.0.0.1")
    here.expect("a ping's exit code", ping.returncode, 0)


def check_removed(here: Installation, path_before: str) -> None:
    here.expect("files after the removal", sorted(files_in(FOLDER)) if FOLDER.exists() else None, None)
    here.expect("PATH after the removal", here.path(), path_before)
    here.expect("start menu after the removal", here.in_menu(), False)
    here.expect("installed versions after the removal", here.versions(), [])
    here.expect("its key after the removal", here.registry(f"HKLM\\SOFTWARE\\{PRODUCT}"), "")
    for name in NAMES:
        here.expect(f"{name} after the removal", here.control("state", name), NO_SERVICE)
        here.expect(f"{name}'s source of events after the removal", here.has_event_source(name), False)


def pack(archive: Path, msi: Path) -> Path:
    subprocess.run([sys.executable, PACK, archive, msi], check=True, stdin=subprocess.DEVNULL)
    return msi


def problems_of(build: Path, archive: Path, msi: Path, folder: Path) -> list[str]:
    version = re.search(r"-(\d+\.\d+\.\d+)-", archive.name)[1]
    here = Installation(build, EVENTS)
    again = pack(archive, folder / "again.msi")
    here.expect("packed again, it is the same", again.read_bytes() == msi.read_bytes(), True)
    later = folder / archive.name.replace(version, "99.0.0")
    shutil.copy(archive, later)
    later_msi = pack(later, folder / "later.msi")
    check_tables(here, msi)
    path_before = here.path()
    here.install(msi)
    check_installed(here, archive, version)
    check_running(here)
    here.install(later_msi)
    check_installed(here, archive, "99.0.0")
    check_running(here)
    removed = here.wine("msiexec", "/x", windows_path(later_msi), "/qn")
    here.expect("msiexec /x", removed.returncode, 0)
    check_removed(here, path_before)
    return here.problems


def main(build: Path) -> bool:
    [archive], [msi] = build.glob("tmss10ping-*.zip"), build.glob("tmss10ping-*.msi")
    wine = start_wine(build)
    try:
        with tempfile.TemporaryDirectory(prefix="tmss10-msi-") as folder:
            problems = problems_of(build, archive, msi, Path(folder))
    finally:
        wine.communicate(b"kill\n")
    print("\n".join(problems or ["installed, run, upgraded and removed without a trace"]))
    return not problems


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("msi.py BUILD_DIR")
    if lacking := [name for name in (WINE, "wixl", "msibuild", "msiinfo") if shutil.which(name) is None]:
        print(f"not installed: {', '.join(lacking)}; scripts/install-deps msi installs them")
        sys.exit(1 if os.environ.get("CI") else 77)
    sys.exit(0 if main(Path(sys.argv[1]).resolve()) else 1)

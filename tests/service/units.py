# SPDX-License-Identifier: MIT
"""What the units of systemd promise, each of the same kind."""

from pathlib import Path
import re
import subprocess
import tempfile

UNITS = Path(__file__).resolve().parents[2] / "packaging/systemd"
MOST_EXPOSED = 15  # tenths, of systemd-analyze's scale up to 10


class UnitTests:
    service = ""  # its name
    program = ""  # the program that it starts, with its path

    def unit_text(self) -> str:
        return (UNITS / f"{self.service}.service.in").read_text()

    def unit_settings(self) -> list[tuple[str, str]]:
        """Each NAME=VALUE of the unit."""
        return re.findall(r"^(\w+)=(.*)$", self.unit_text(), re.MULTILINE)

    def test_systemd_unit_runs_nothing_as_root(self):
        """A command of root's on what the service can write could be led to any file by a link."""
        commands = [(name, value) for name, value in self.unit_settings() if name.startswith("Exec")]
        assert dict(commands)["ExecReload"] == "kill -HUP $MAINPID", commands
        for name, value in commands:
            prefixes = re.match(r"[-@:+!]*", value)[0]
            assert not set("+!") & set(prefixes), f"{name}={value} runs as root"
        names = {name for name, _ in self.unit_settings()}
        assert {"User", "DynamicUser"} & names and "PermissionsStartOnly" not in names
        writable = {"StateDirectory", "RuntimeDirectory", "CacheDirectory", "LogsDirectory", "ReadWritePaths"}
        assert not writable & names, writable & names

    def test_systemd_unit_starts_again_and_again(self):
        """An address of --listen may come minutes after the start; tests/packages tries it."""
        settings = dict(self.unit_settings())
        assert settings["StartLimitIntervalSec"] == "0" and settings["Restart"] == "on-failure"
        assert int(settings["RestartSec"]) >= 1, "it would keep a processor busy"

    def test_systemd_unit(self):
        try:
            subprocess.run(["systemd-analyze", "--version"], capture_output=True, check=True)
        except FileNotFoundError:
            print("skipped: systemd-analyze is not installed")
            return
        with tempfile.TemporaryDirectory() as directory:
            unit = Path(directory, f"{self.service}.service")
            program_directory = str(Path(self.program).resolve().parent)
            unit.write_text(self.unit_text().replace("@CMAKE_INSTALL_FULL_BINDIR@", program_directory))
            analyze = ["systemd-analyze", "--man=no"]
            done = subprocess.run([*analyze, "verify", unit], capture_output=True, text=True, check=False)
            assert done.returncode == 0 and not done.stderr, done.stderr
            done = subprocess.run([*analyze, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", unit],
                                  capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout[-200:]

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the manifests for winget and Scoop with the packages that they are for: manifests.py BUILD_DIR [SCHEMAS]

scripts/build-msi has to have made them. SCHEMAS is a directory with the published schemas, which are in no package of
Debian or npm: manifest.{version,defaultLocale,installer}.1.10.0.json from winget-cli's repository, and Scoop's
schema.json."""

from pathlib import Path
import hashlib
import json
import re
import subprocess
import sys
from zipfile import ZipFile

import jsonschema
import yaml

WINGET = ("version", "defaultLocale", "installer")


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest().upper()


def properties_of(msi: Path) -> dict[str, str]:
    table = subprocess.run(["msiinfo", "export", msi, "Property"], check=True, capture_output=True, text=True).stdout
    return dict(line.split("\t") for line in table.splitlines()[3:])


def read_winget(folder: Path) -> dict[str, dict]:
    # Dates are texts there, as in JSON.
    read = [yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in folder.glob("*.yaml")]
    return {manifest["ManifestType"]: manifest for manifest in read}


def check_winget(manifests: dict[str, dict], archive: Path, msi: Path) -> None:
    assert sorted(manifests) == sorted(WINGET), f"winget has {sorted(manifests)}"
    version = re.search(r"-(\d+\.\d+\.\d+)-", archive.name)[1]
    for manifest in manifests.values():
        assert manifest["PackageVersion"] == version, f"{manifest['ManifestType']}: {manifest['PackageVersion']}"
        assert manifest["PackageIdentifier"] == "TMSS10Ping.TMSS10Ping"
    installers = {one["InstallerType"]: one for one in manifests["installer"]["Installers"]}
    for kind, file in (("msi", msi), ("zip", archive)):
        assert installers[kind]["InstallerUrl"].endswith("/" + file.name), f"the {kind} is not {file.name}"
        assert installers[kind]["InstallerSha256"] == sha256(file), f"the {kind} has another hash"
    properties = properties_of(msi)
    [entry] = installers["msi"]["AppsAndFeaturesEntries"]
    assert entry["ProductCode"] == installers["msi"]["ProductCode"] == properties["ProductCode"]
    assert entry["UpgradeCode"] == properties["UpgradeCode"]
    assert entry["DisplayName"] == properties["ProductName"] and entry["Publisher"] == properties["Manufacturer"]
    check_programs([one["RelativeFilePath"].replace("\\", "/") for one in installers["zip"]["NestedInstallerFiles"]],
                   archive)


def check_scoop(manifest: dict, archive: Path) -> None:
    package = manifest["architecture"]["64bit"]
    assert package["url"].endswith("/" + archive.name) and package["hash"] == sha256(archive)
    check_programs([f"{package['extract_dir']}/{name}" for name in manifest["bin"]], archive)


def check_programs(named: list[str], archive: Path) -> None:
    with ZipFile(archive) as opened:
        programs = [name for name in opened.namelist() if name.endswith(".exe")]
    assert sorted(named) == sorted(programs), f"{named} instead of {programs}"


def check_schema(manifest: dict, schema: Path) -> None:
    jsonschema.validate(manifest, json.loads(schema.read_text(encoding="utf-8")))
    print(f"as {schema.name} says")


def main(build: Path, schemas: Path | None) -> None:
    [archive], [msi] = build.glob("tmss10ping-*.zip"), build.glob("tmss10ping-*.msi")
    winget = read_winget(build / "manifests/winget")
    scoop = json.loads((build / "manifests/scoop/tmss10ping.json").read_text(encoding="utf-8"))
    check_winget(winget, archive, msi)
    check_scoop(scoop, archive)
    print("the manifests are for these packages")
    if schemas is None:
        return
    for kind in WINGET:
        check_schema(winget[kind], schemas / f"manifest.{kind}.1.10.0.json")
    check_schema(scoop, schemas / "schema.json")


main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)

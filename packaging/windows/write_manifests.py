#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the manifests with which winget and Scoop find the packages: write_manifests.py ZIP MSI DIRECTORY

They go into DIRECTORY/winget and DIRECTORY/scoop. The variable TMSS10_RELEASE_URL says where the two files will be
published, TMSS10_HOMEPAGE where people read about the project. The defaults are nobody's addresses."""

from pathlib import Path
import hashlib
import os
import re
import sys
from zipfile import ZipFile

from build_msi import MAKER, UPGRADE_CODE, product_code, version_of

HERE = Path(__file__).resolve().parent


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest().upper()


def values_for(archive: Path, msi: Path) -> dict[str, str]:
    version = version_of(archive)
    with ZipFile(archive) as opened:
        first = opened.infolist()[0]
    return {
        "VERSION": version,
        "DATE": "{:04}-{:02}-{:02}".format(*first.date_time[:3]),
        "FOLDER": first.filename.split("/")[0],
        "MAKER": MAKER,
        "HOMEPAGE": os.environ.get("TMSS10_HOMEPAGE", "https://tmss10ping.example.org/"),
        "URL": os.environ.get("TMSS10_RELEASE_URL", f"https://tmss10ping.example.org/v{version}"),
        "ZIP": archive.name, "ZIP_SHA256": sha256(archive),
        "MSI": msi.name, "MSI_SHA256": sha256(msi),
        "PRODUCT_CODE": product_code(version), "UPGRADE_CODE": f"{{{UPGRADE_CODE}}}".upper(),
    }


def main(archive: Path, msi: Path, target: Path) -> None:
    values = values_for(archive, msi)
    for template in sorted(HERE.glob("*/*.in")):
        folder = target / template.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"@([A-Z0-9_]+)@", lambda found: values[found[1]], template.read_text(encoding="utf-8"))
        (folder / template.stem).write_text(text, encoding="utf-8", newline="\n")


main(*map(Path, sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Packs a .zip again, in the order of its names, with one date and nobody's user: anonymous_zip.py EPOCH FILE"""

from pathlib import Path
import sys
import time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

REGULAR_FILE = 0o100644
UNIX = 3  # what the attributes are of


def main(epoch: int, archive: Path) -> None:
    fresh = archive.with_suffix(".new")
    with ZipFile(archive) as old, ZipFile(fresh, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(name for name in old.namelist() if not name.endswith("/")):
            entry = ZipInfo(name, time.gmtime(epoch)[:6])
            entry.create_system = UNIX
            entry.external_attr = REGULAR_FILE << 16
            new.writestr(entry, old.read(name), ZIP_DEFLATED, 9)
    fresh.replace(archive)


main(int(sys.argv[1]), Path(sys.argv[2]))

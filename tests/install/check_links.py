#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether the documents of an installation have each other: check_links.py DIRECTORY

Every link from README.md, and from what it links to, must lead to a file that is there."""

from pathlib import Path
import re
import sys

LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def links_of(document: Path) -> list[Path]:
    """Those to files; a link within the document, or to elsewhere, is none."""
    found = LINK.findall(document.read_text(encoding="utf-8")) if document.suffix == ".md" else []
    return [(document.parent / link).resolve() for link in found if ":" not in link]


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    to_read = [(Path(argv[1]) / "README.md").resolve()]
    seen = set(to_read)
    missing = []
    while to_read:
        document = to_read.pop()
        for target in links_of(document):
            if not target.is_file():
                missing.append(f"{document.name} links to {target}, which is not there")
            elif target not in seen:
                seen.add(target)
                to_read.append(target)
    print("\n".join(missing or [f"{len(seen)} documents have each other"]))
    return 1 if missing or len(seen) < 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

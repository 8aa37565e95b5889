#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what scripts/hooks/commit-msg accepts and rejects: first the hook alone, then in commits that git makes.
Then whether pre-commit refuses a file that is not formatted.

Without git, only the first part runs."""

import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile

HOOK = Path(__file__).resolve().parent.parent / "scripts" / "hooks" / "commit-msg"
WHY = "\n\nWithout it nobody knows.\n"
SCISSORS = "# ------------------------ >8 ------------------------\n"
SIXTY = "x" * (60 - len("ping: add "))

GOOD = [
    "ping: add --proxy-header" + WHY,
    f"ping: add {SIXTY}" + WHY,
    "ping: add " + "ü" * len(SIXTY) + WHY,  # characters count, not bytes
    "outstanding_pings: bound the fresh looks of a ping" + WHY,
    "look-up: convert international names" + WHY,
    "docs: README names every option" + WHY,
    "docs: IPv6 addresses stand in brackets" + WHY,
    "windows: Windows names its own DLLs" + WHY,
    "reports: JSON, CSV and Prometheus agree" + WHY,
    "ping: -v shows which proxy was used" + WHY,
    "core: pass the key by reference" + WHY,
    "net: feed the watchdog" + WHY,
    "tests: ping through a proxy" + WHY,
    "tests: bring up one namespace" + WHY,
    "\n\ntests: leave room" + WHY,
    "tests: leave room  \r\n\r\nBecause.\r\n",
    "tests: leave room\n\nWhy.\n\nSigned-off-by: A B <a@b.example>\n",
    "tests: leave room\n# A comment.\n\nWhy.\n" + SCISSORS + "diff --git a/x b/x\n",
    "Merge branch 'fix'\n",
    "Merge remote-tracking branch 'origin/main'\n",
    "Merge pull request #3 from a/b\n",
    'Revert "ping: add --proxy-header"\n\nThis reverts commit 0123456.\n',
    'Reapply "ping: add --proxy-header"\n',
    "fixup! ping: add --proxy-header\n",
    "squash! ping: add --proxy-header\n",
    "amend! ping: add --proxy-header\n",
]

NO_BODY = ["add a body that says why, below a blank line"]
NO_AREA = 'the subject is not "area: what it does", as in "ping: add --proxy-header": '
NO_COMMAND = 'word the subject as a command ("add", not "added", "adds" or "adding"): '
BAD = [
    ("", ["the message is empty"]),
    ("# Only a comment.\n\n", ["the message is empty"]),
    (f"ping: add {SIXTY}x" + WHY, ["the subject has 61 characters; the limit is 60"]),
    ("ping: add " + "ü" * 51 + WHY, ["the subject has 61 characters; the limit is 60"]),
    ("add a header" + WHY, [NO_AREA + '"add a header"']),
    ("ping:add a header" + WHY, [NO_AREA + '"ping:add a header"']),
    ("ping: " + WHY, [NO_AREA + '"ping:"']),
    ("Ping: add a header" + WHY, [NO_AREA + '"Ping: add a header"']),
    ("Merge the parsers" + WHY, [NO_AREA + '"Merge the parsers"']),
    ("Revert to the old parser" + WHY, [NO_AREA + '"Revert to the old parser"']),
    ("ping: Add a header" + WHY, ['begin in lower case after "ping:", unless with a name: "Add"']),
    ("ping: added a header" + WHY, [NO_COMMAND + '"added"']),
    ("ping: adding a header" + WHY, [NO_COMMAND + '"adding"']),
    ("ping: adds a header" + WHY, [NO_COMMAND + '"adds"']),
    ("ping: a header of the user's own" + WHY, [NO_COMMAND + '"a"']),
    ("ping: what is new" + WHY, [NO_COMMAND + '"what"']),
    ("ping: add a header\nWhy.\n", ['leave the second line blank: "Why."']),
    ("ping: add a header\n", NO_BODY),
    ("ping: add a header\n\n# A comment.\n", NO_BODY),
    ("ping: add a header\n\nSigned-off-by: A B <a@b.example>\n", NO_BODY),
    ("ping: add a header\n\n" + SCISSORS + "diff --git a/x b/x\n", NO_BODY),
    ("Added a header\n", [NO_AREA + '"Added a header"', *NO_BODY]),
]


def hook_faults(folder: Path) -> list[str]:
    """What the hook says of each message, run by itself where no repository is."""
    environment = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(folder), "LC_ALL": "C"}
    out = []
    for message, expected in [(good, []) for good in GOOD] + BAD:
        file = folder / "message"
        file.write_bytes(message.encode())
        done = subprocess.run(["bash", HOOK, file], cwd=folder, env=environment, capture_output=True, check=False,
                              timeout=60, encoding="utf-8")
        said = [line.removeprefix("commit-msg: ") for line in done.stderr.splitlines()]
        said = [line for line in said if not line.startswith("your message is still there")]
        if said != expected or done.returncode != bool(expected) or done.stdout:
            out.append(f"{message!r}: exit code {done.returncode}, {said} where {expected} was expected")
    return out


class Repository:
    """A repository that uses the hooks of this one, and no settings of the machine's."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@b.example")
        self.git("config", "core.hooksPath", str(HOOK.parent))

    def git(self, *arguments: str, editor: str = "false") -> subprocess.CompletedProcess:
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment | {"GIT_EDITOR": editor},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60)

    def subjects(self) -> list[str]:
        return self.git("log", "--format=%s").stdout.splitlines()


def git_faults(folder: Path) -> list[str]:
    """What becomes of commits that git makes, each with a file of its own."""
    repository = Repository(folder)
    first, second, third = "ping: add a header", "docs: describe the header", "net: name the header"
    attempts = [
        (0, ["commit", "-m", first, "-m", "Proxies want it."], ""),
        (1, ["commit", "-m", "Added a header"], "the subject is not"),
        (1, ["commit", "-m", second], "add a body that says why"),
        (0, ["commit", "--edit", "--file", ".git/COMMIT_EDITMSG"], ""),
        (0, ["commit", "--fixup", "HEAD"], ""),
        (0, ["revert", "--no-edit", "HEAD"], ""),
        (0, ["checkout", "-b", "side", "HEAD~1"], ""),
        (0, ["commit", "-m", third, "-m", "It had none."], ""),
        (0, ["checkout", "main"], ""),
        (0, ["merge", "--no-ff", "-m", "Take the side's name", "side"], ""),
    ]
    out = []
    for number, (code, arguments, words) in enumerate(attempts):
        if arguments[0] == "commit":
            (folder / f"file{number}").touch()
            repository.git("add", ".")
        done = repository.git(*arguments, editor="printf '\\nIts values are overwritten.\\n' >>")
        if done.returncode != code or words not in done.stderr:
            out.append(f"git {' '.join(arguments)}: exit code {done.returncode}, and says {done.stderr.strip()!r}")
    expected = {first, second, f"fixup! {second}", f'Revert "fixup! {second}"', third, "Take the side's name"}
    if set(repository.subjects()) != expected:
        out.append(f"git has made the commits {repository.subjects()}")
    return out


def format_faults(folder: Path) -> list[str]:
    """What pre-commit says of a file that is staged as it should not be, and of one that is mended after that."""
    repository = Repository(folder)
    (folder / ".clang-format").write_text("BasedOnStyle: Google\n", encoding="utf-8")
    (folder / "src" / "net").mkdir(parents=True)
    source = folder / "src" / "net" / "two words.cpp"
    out = []
    for text, code, words in (("int  a;\n", 1, "not formatted: src/net/two words.cpp"), ("int a;\n", 0, "")):
        source.write_text(text, encoding="utf-8")
        repository.git("add", ".")
        source.write_text("int   b;\n", encoding="utf-8")  # what is not staged does not count
        done = repository.git("commit", "-m", "net: add a number", "-m", "It is needed.")
        if done.returncode != code or words not in done.stderr:
            out.append(f"{text!r} is staged: exit code {done.returncode}, and git says {done.stderr.strip()!r}")
    return out


def main() -> int:
    with_format = shutil.which("clang-format") is not None
    with_git = shutil.which("git") is not None
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two, \
            tempfile.TemporaryDirectory() as three:
        found = hook_faults(Path(one)) + (git_faults(Path(two)) if with_git else [])
        if with_git and with_format:
            found += format_faults(Path(three))
    print("\n".join(found or [f"{len(GOOD) + len(BAD)} messages" + ("" if with_git else "; there is no git")]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

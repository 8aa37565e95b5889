#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Signs sample files with keys made for this run (scripts/sign-release), and looks at the signatures as docs/packaging.md
tells a user to. Whatever is changed afterwards must be noticed, and no secret may be on a command line, or be left."""

import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile

TOP = Path(__file__).resolve().parents[2]
SKIPPED = 77
PASSPHRASE = "correct horse battery staple"
FILES = {"tmss10ping_0.2.0_amd64.deb": b"!<arch>\n", "tmss10ping-0.2.0-linux-x86_64.tar.gz": os.urandom(100_000),
         "a name with spaces.zip": b"PK", "empty": b""}
# In place of gpg: notes what other users could see of it.
SPY = """#!/bin/sh
printf '%s\\n' "$@" >>"$TMSS10_SEEN"
exec {gpg} "$@"
"""


class Signing:
    """A directory with the keyrings of a maintainer and of a user, and with the files."""

    def __init__(self, work: Path):
        self.work = work
        self.files = work / "release"
        self.homes = [work / name for name in ("maintainer", "other")]
        for home in self.homes:
            home.mkdir(mode=0o700)
        spy = work / "bin/gpg"
        spy.parent.mkdir()
        spy.write_text(SPY.format(gpg=shutil.which("gpg")), encoding="utf-8")
        spy.chmod(0o755)
        self.seen = work / "seen"
        # One that signs with a subkey, as those on cards do.
        self.key = self.make_key(self.homes[0], "maintainer", "", "cert")
        self.gpg(self.homes[0], "--pinentry-mode", "loopback", "--passphrase", "", "--quick-add-key", self.key, "ed25519",
                 "sign", "1d")
        self.other = self.make_key(self.homes[1], "other", PASSPHRASE)
        for name, text in (("passphrase", PASSPHRASE), ("wrong", "of somebody else")):
            (work / name).write_text(text + "\n", encoding="utf-8")
        self.gpg(self.homes[1], "--pinentry-mode", "loopback", "--passphrase-file", work / "passphrase",
                 "--output", work / "secret.asc", "--armor", "--export-secret-keys", self.other)
        for home, key in zip(self.homes, (self.key, self.other)):
            self.gpg(home, "--output", work / f"{key}.asc", "--armor", "--export", key)

    def __enter__(self) -> "Signing":
        return self

    def __exit__(self, *_) -> None:
        for home in self.homes:
            subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)

    def gpg(self, home: Path, *arguments, input: str | None = None) -> str:
        return subprocess.run(["gpg", "--homedir", home, "--batch", "--quiet", *arguments], check=True, input=input,
                              stdout=subprocess.PIPE, text=True).stdout

    def make_key(self, home: Path, name: str, passphrase: str, usage: str = "sign") -> str:
        self.gpg(home, "--pinentry-mode", "loopback", "--passphrase-fd", "0", "--quick-generate-key",
                 f"{name} <{name}@example.org>", "ed25519", usage, "1d", input=passphrase)
        lines = self.gpg(home, "--with-colons", "--list-keys").splitlines()
        return next(line.split(":")[9] for line in lines if line.startswith("fpr:"))

    def fresh(self) -> None:
        shutil.rmtree(self.files, ignore_errors=True)
        self.files.mkdir()
        for name, content in FILES.items():
            (self.files / name).write_bytes(content)

    def sign(self, **variables) -> subprocess.CompletedProcess:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TMSS10_SIGNING")}
        environment |= {"GNUPGHOME": str(self.homes[0]), "TMSS10_SEEN": str(self.seen), "TMPDIR": str(self.work / "tmp"),
                        "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}"}
        (self.work / "tmp").mkdir(exist_ok=True)
        done = subprocess.run([TOP / "scripts/sign-release", self.files], capture_output=True, text=True, check=False,
                              env=environment | {f"TMSS10_SIGNING_{name}": str(value) for name, value in variables.items()})
        assert not list((self.work / "tmp").iterdir()), "it leaves something"
        return done

    def accepted(self, name: str, key: str) -> bool:
        """By a user who has that public key, and no other."""
        home = self.work / f"user-{len(self.homes)}"  # an agent goes on in each until the end
        home.mkdir(mode=0o700)
        self.homes.append(home)
        self.gpg(home, "--import", self.work / f"{key}.asc")
        done = subprocess.run(["gpg", "--homedir", home, "--verify", f"{name}.asc", name], cwd=self.files,
                              capture_output=True, check=False)
        return done.returncode == 0

    def sums_hold(self) -> bool:
        return subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=self.files, capture_output=True,
                              check=False).returncode == 0

    def names(self) -> set[str]:
        return {path.name for path in self.files.iterdir()}


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def check_signed(signing: Signing) -> None:
    signing.fresh()
    done = signing.sign(KEY=signing.key)
    assert done.returncode == 0 and signing.key in done.stderr, done
    assert signing.names() == {name + end for name in (*FILES, "SHA256SUMS") for end in ("", ".asc")}, signing.names()
    listed = [line.split("  ", 1)[1] for line in (signing.files / "SHA256SUMS").read_text().splitlines()]
    assert listed == sorted(FILES), listed
    assert signing.sums_hold()
    for name in (*FILES, "SHA256SUMS"):
        assert signing.accepted(name, signing.key), name
    assert not signing.accepted("SHA256SUMS", signing.other), "a signature of nobody that the user knows"
    again = signing.sign(KEY=signing.key)
    assert again.returncode == 0 and signing.accepted("SHA256SUMS", signing.key), again


def check_changes(signing: Signing) -> None:
    archive = signing.files / "tmss10ping-0.2.0-linux-x86_64.tar.gz"
    for at in (0, 50_000, -1):
        flip(archive, at)
        assert not signing.accepted(archive.name, signing.key) and not signing.sums_hold(), f"byte {at} has changed"
        flip(archive, at)
    assert signing.accepted(archive.name, signing.key) and signing.sums_hold()
    flip(signing.files / "SHA256SUMS", 0)
    assert not signing.accepted("SHA256SUMS", signing.key), "the list has changed"
    shutil.copy(signing.files / "empty.asc", signing.files / f"{archive.name}.asc")
    assert not signing.accepted(archive.name, signing.key), "the signature of another file"


def check_key_file(signing: Signing) -> None:
    """With a passphrase; the key is not kept."""
    signing.fresh()
    done = signing.sign(KEY_FILE=signing.work / "secret.asc", PASSPHRASE_FILE=signing.work / "passphrase")
    assert done.returncode == 0 and signing.accepted("SHA256SUMS", signing.other), done
    assert signing.other not in signing.gpg(signing.homes[0], "--with-colons", "--list-keys"), "the key is kept"
    assert PASSPHRASE not in signing.seen.read_text(encoding="utf-8"), "the passphrase was on a command line"


def check_refusals(signing: Signing) -> None:
    secret, passphrase = signing.work / "secret.asc", signing.work / "passphrase"
    for what, code, variables in (("no key", 2, {}),
                                  ("two keys", 2, {"KEY": signing.key, "KEY_FILE": secret}),
                                  ("a key that is not there", 1, {"KEY": signing.other}),
                                  ("a name instead of a fingerprint", 1, {"KEY": "maintainer@example.org"}),
                                  ("the public key alone", 1, {"KEY_FILE": signing.work / f"{signing.other}.asc"}),
                                  ("a file without a key", 1, {"KEY_FILE": passphrase}),
                                  ("the wrong passphrase", 1, {"KEY_FILE": secret, "PASSPHRASE_FILE": signing.work / "wrong"})):
        signing.fresh()
        done = signing.sign(**variables)
        assert done.returncode == code and done.stderr.startswith(("sign-release: ", "gpg: ")), f"{what}: {done}"
        assert signing.names() == set(FILES), f"{what}: {signing.names()}"
    signing.fresh()
    (signing.files / "gone.asc").touch()
    done = signing.sign(KEY=signing.key)
    assert done.returncode == 1 and "gone.asc" in done.stderr, done
    shutil.rmtree(signing.files)
    signing.files.mkdir()
    done = signing.sign(KEY=signing.key)
    assert done.returncode == 1 and "no files" in done.stderr, done


def main() -> int:
    if missing := [name for name in ("gpg", "gpgconf", "gpgv") if not shutil.which(name)]:
        print(f"not installed: {', '.join(missing)}; scripts/install-deps sign installs them")
        return 1 if os.environ.get("CI") else SKIPPED
    # Short, or a socket of GnuPG's would have too long a name.
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder, Signing(Path(folder)) as signing:
        for check in (check_signed, check_changes, check_key_file, check_refusals):
            check(signing)
            print(f"passed: {check.__name__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

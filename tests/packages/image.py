#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes an image of static programs twice, has skopeo and umoci read it, and runs it without a container runtime, as an
ordinary user, read-only, without capabilities: image.py [BUILD_DIR]

Takes root, for the mounts. No registry, Docker, Podman or Kubernetes takes part."""

from contextlib import contextmanager
import ctypes
import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

import yaml

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/static"))
from bare_root import LONGEST_RUN, BareRoot  # noqa: E402

INSIDE = "TMSS10_TESTS_IN_A_NAMESPACE"
NEEDED = ("ip", "mount", "skopeo", "umoci", "unshare")
USER = 65532
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38  # prctl(2)
LAST_CAPABILITY = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
FILES = {f"usr/bin/{program}" for program in ("TMSS10Ping", "TMSS10Responder", "TMSS10Exporter")} | {
    f"usr/share/doc/tmss10ping/{name}" for name in ("LICENSE", "THIRD-PARTY-NOTICES",
                                             "tmss10ping.spdx.json", "tmss10ping.cdx.json")}
PREFIX = "org.opencontainers.image."
prctl = ctypes.CDLL(None, use_errno=True).prctl


def output(*command) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class ImageRoot(BareRoot):
    """The root file system of an image, and what a runtime does for --read-only --cap-drop=ALL."""

    def __init__(self, archive: Path):
        super().__init__([], [])
        layout = self.path / "layout"
        layout.mkdir()
        subprocess.run(["tar", "--extract", "--file", archive, "--directory", layout], check=True)
        [named] = json.loads((layout / "index.json").read_text())["manifests"]
        self.tag = named["annotations"][f"{PREFIX}ref.name"]
        self.path /= "root"
        output("umoci", "raw", "unpack", "--image", f"{layout}:{self.tag}", self.path)

    @contextmanager
    def read_only(self):
        """In mounts of this process, which end with it."""
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)
        subprocess.run(["mount", "--bind", self.path, self.path], check=True)
        subprocess.run(["mount", "--options", "remount,bind,ro", self.path], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", self.path], check=True)

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen:
        self.process = super().start(*arguments, **variables)
        return self.process

    def enter(self) -> None:
        super().enter()
        for capability in range(LAST_CAPABILITY + 1):
            prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def check_description(archive: Path, tag: str, build: Path) -> None:
    told = json.loads(output("skopeo", "inspect", f"oci-archive:{archive}"))
    config = json.loads(output("skopeo", "inspect", "--config", f"oci-archive:{archive}"))
    version = output(build / "TMSS10Ping", "--version").split()[1]
    assert tag == version, f"the tag is {tag}, not {version}"
    assert told["Os"] == "linux" and len(told["Layers"]) == 1, told
    assert told["Architecture"] == {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine], told
    assert config["config"]["User"] == f"{USER}:{USER}", config
    assert config["config"]["Entrypoint"] == ["/usr/bin/TMSS10Ping"] and "Cmd" not in config["config"], config
    assert config["config"]["Env"] == ["PATH=/usr/bin"], config
    labels = {name.removeprefix(PREFIX): value for name, value in told["Labels"].items()}
    assert set(labels) == {"created", "description", "licenses", "title", "vendor", "version"}, labels
    assert labels["version"] == version and labels["title"] == "TMSS10Ping", labels
    sbom = json.loads((build / "tmss10ping.spdx.json").read_text(encoding="utf-8"))
    assert labels["created"] == told["Created"] == sbom["creationInfo"]["created"], labels
    for package in sbom["packages"]:
        assert package["licenseDeclared"] in labels["licenses"], f"{package['name']}: {labels['licenses']}"


def check_files(root: Path, epoch: int) -> None:
    files = {str(path.relative_to(root)): path.stat() for path in root.rglob("*")}
    assert {name for name in files if (root / name).is_file()} == FILES, files
    for name, status in files.items():
        assert (status.st_uid, status.st_gid, int(status.st_mtime)) == (0, 0, epoch), f"{name}: {status}"
        expected = 0o755 if (root / name).is_dir() or name.startswith("usr/bin/") else 0o644
        assert status.st_mode & 0o7777 == expected, f"{name}: {status.st_mode:o}"


def check_dockerfile(config: dict) -> None:
    """It says what the image says."""
    text = (TOP / "packaging/container/Dockerfile").read_text(encoding="utf-8")
    last = text[text.index("FROM scratch"):]
    said = dict(re.findall(r"^(USER|ENV|ENTRYPOINT) (.*)$", last, re.MULTILINE))
    assert said == {"USER": config["User"], "ENV": config["Env"][0], "ENTRYPOINT": json.dumps(config["Entrypoint"])}, said


def check_rights(process: int) -> None:
    """What a running process may do: nothing that another user could not."""
    status = dict(re.findall(r"^(\w+):\t(.*)$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE))
    assert set(status["Uid"].split()) == set(status["Gid"].split()) == {str(USER)}, status
    assert not any(int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb")), status
    assert status["NoNewPrivs"] == "1" and not status["Groups"].strip(), status


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=LONGEST_RUN) as answer:
        return answer.read().decode()


@contextmanager
def server(root: ImageRoot, program: str, *arguments: str):
    """The port of a server, whose rights were looked at."""
    with root.server(f"usr/bin/{program}", *arguments) as port:
        check_rights(root.process.pid)
        yield port


def check_programs(root: ImageRoot) -> None:
    done = root.run("usr/bin/TMSS10Ping", "--self-test")
    assert done.returncode == 0 and "4 packets transmitted" in done.stdout, done
    done = root.run("usr/bin/TMSS10Ping", "--generate-key", "/key")
    assert done.returncode != 0 and "Read-only file system" in done.stderr, done
    with server(root, "TMSS10Responder", "--listen", "127.0.0.1", "-P", "0") as port:
        done = root.run("usr/bin/TMSS10Ping", "-c", "2", f"127.0.0.1:{port}")
        assert done.returncode == 0 and "from 127.0.0.1: seq=2" in done.stdout, done


def check_deployment(root: ImageRoot, container: dict) -> None:
    """The exporter as packaging/kubernetes has it."""
    with server(root, Path(container["command"][0]).name, *container["args"]) as port:
        assert int(port) == container["ports"][0]["containerPort"], port
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            get(f"http://127.0.0.1:{port}{container[probe]['httpGet']['path']}")
        metrics = get(f"http://127.0.0.1:{port}/metrics")
        assert "tmss10_exporter_modules 3\n" in metrics, metrics


def run(build: Path, archive: Path) -> None:
    with ImageRoot(archive) as root:
        check_description(archive, root.tag, build)
        config = json.loads(output("skopeo", "inspect", "--config", f"oci-archive:{archive}"))["config"]
        check_dockerfile(config)
        [epoch] = re.findall(r'^set\(CPACK_TMSS10_BUILD_EPOCH "(\d+)"\)', (build / "CPackConfig.cmake").read_text(),
                             re.MULTILINE)
        check_files(root.path, int(epoch))
        objects = {found["kind"]: found for found in
                   yaml.safe_load_all((TOP / "packaging/kubernetes/exporter.yaml").read_text(encoding="utf-8"))}
        [container] = objects["Deployment"]["spec"]["template"]["spec"]["containers"]
        [volume] = container["volumeMounts"]
        for name, text in objects["ConfigMap"]["data"].items():  # a runtime would mount it
            root.write(f"{volume['mountPath']}/{name}", text)
        with root.read_only():
            check_programs(root)
            check_deployment(root, container)


def main() -> int:
    build = Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build/static").resolve()
    missing = [program for program in NEEDED if not shutil.which(program)]
    reason = f"there is no program {', '.join(missing)}" if missing else "this takes root" if os.geteuid() else None
    if reason:
        print(f"image: skipped: {reason}")
        return 1 if "CI" in os.environ else 0
    if INSIDE not in os.environ:
        return subprocess.run(["unshare", "--mount", "--net", sys.executable, *sys.argv],
                              env=os.environ | {INSIDE: "1"}, check=False).returncode
    os.umask(0o022)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory() as work:
        archives = [Path(work, name) for name in ("first.tar", "second.tar")]
        for archive, mask in zip(archives, (0o022, 0o077)):
            subprocess.run([TOP / "packaging/container/pack", build, archive], check=True, umask=mask)
        assert archives[0].read_bytes() == archives[1].read_bytes(), "packed twice, it is not the same"
        run(build, archives[0])
    print("image: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

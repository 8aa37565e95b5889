#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares packaging/kubernetes with the schemas of Kubernetes and of the Prometheus Operator: run.py MODULES_DIRECTORY

check.mjs looks at the values, and TypeScript at the names: a field that no schema has is an error to it. There is no
cluster: tests/packages/image.py runs the exporter as the Deployment would. Without Node.js or npm, the test is skipped;
it fails if the variable CI is set."""

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

import yaml

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[2]
SKIPPED = 77
OPERATOR = "monitoring.coreos.com"
STRICT = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext")


def skip(why: str) -> int:
    print(why)
    return 1 if os.environ.get("CI") else SKIPPED


def read_objects() -> list[dict]:
    return [found for file in sorted((TOP / "packaging/kubernetes").glob("*.yaml"))
            for found in yaml.safe_load_all(file.read_text(encoding="utf-8"))]


def as_typescript(objects: list[dict]) -> str:
    lines = []
    for number, found in enumerate(objects):
        source = "@kubernetes-models/prometheus-operator" if OPERATOR in found["apiVersion"] else "kubernetes-models"
        kind = found["kind"]
        lines += [f'import type {{ I{kind} as Type{number} }} from "{source}/{found["apiVersion"]}/{kind}";',
                  f"export const object{number}: Type{number} = {json.dumps(found, indent=1)};"]
    return "\n".join(lines) + "\n"


def check_agreement(objects: list[dict]) -> None:
    """What no schema can say: that the objects are for each other, and that the pod has no more rights than it needs."""
    by_kind = {found["kind"]: found for found in objects}
    deployment, service, monitor = (by_kind[kind]["spec"] for kind in ("Deployment", "Service", "ServiceMonitor"))
    pod = deployment["template"]
    labels = pod["metadata"]["labels"]
    assert deployment["selector"]["matchLabels"] == service["selector"] == labels
    assert monitor["selector"]["matchLabels"] == by_kind["Service"]["metadata"]["labels"]
    [container] = pod["spec"]["containers"]
    [port], [offered] = container["ports"], service["ports"]
    assert offered["targetPort"] == port["name"] and offered["port"] == port["containerPort"]
    assert {endpoint["port"] for endpoint in monitor["endpoints"]} == {offered["name"]}

    assert pod["spec"]["securityContext"]["runAsNonRoot"] and pod["spec"]["securityContext"]["runAsUser"]
    assert container["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                                            "capabilities": {"drop": ["ALL"]}}
    assert container["readinessProbe"]["httpGet"]["path"] == "/-/ready"
    assert container["livenessProbe"]["httpGet"]["path"] == "/-/healthy"
    [volume] = pod["spec"]["volumes"]
    assert volume["configMap"]["name"] == by_kind["ConfigMap"]["metadata"]["name"]
    [version] = re.findall(r"^project\(.* VERSION ([0-9.]+)", (TOP / "CMakeLists.txt").read_text(encoding="utf-8"),
                           re.MULTILINE)
    assert container["image"].endswith(f":{version}"), f"{container['image']} is not of version {version}"


def main() -> int:
    modules = Path(sys.argv[1])
    if lacking := [name for name in ("node", "npm") if shutil.which(name) is None]:
        return skip(f"not installed: {', '.join(lacking)}; scripts/install-deps test installs them")
    if subprocess.run([TOP / "tests/page/modules", modules, HERE], check=False).returncode != 0:
        return skip("the modules of the test could not be installed")
    objects = read_objects()
    check_agreement(objects)
    (modules / "objects.ts").write_text(as_typescript(objects), encoding="utf-8")
    subprocess.run(["node", "node_modules/typescript/bin/tsc", *STRICT, "objects.ts"], cwd=modules, check=True)
    return subprocess.run(["node", HERE / "check.mjs"], cwd=modules, input=json.dumps(objects), text=True,
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

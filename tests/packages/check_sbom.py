#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares tmss10ping.spdx.json with the SPDX 2.3 specification, with the packages of this machine,
with THIRD-PARTY-NOTICES, and with tmss10ping.cdx.json: check_sbom.py BUILD_DIR DOCUMENTS_DIR

tests/packages/cyclonedx/run.py compares the latter with its schema."""

from datetime import datetime
import json
from pathlib import Path
import re
import subprocess
import sys
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

import jsonschema

IDENTIFIER = {"type": "string", "pattern": "^SPDXRef-[a-zA-Z0-9.-]+$"}
TEXT = {"type": "string", "minLength": 1}
# What clauses 6, 7 and 11 of the specification demand, and nothing that they do not know.
SCHEMA = {
    "type": "object", "additionalProperties": False,
    "required": ["spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace",
                 "creationInfo", "packages", "relationships"],
    "properties": {
        "spdxVersion": {"const": "SPDX-2.3"},
        "dataLicense": {"const": "CC0-1.0"},
        "SPDXID": {"const": "SPDXRef-DOCUMENT"},
        "name": TEXT,
        "documentNamespace": {"type": "string", "pattern": "^https?://[^#]+$"},
        "creationInfo": {
            "type": "object", "required": ["created", "creators"], "additionalProperties": False,
            "properties": {
                "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                "creators": {"type": "array", "minItems": 1, "items": {
                    "type": "string", "pattern": "^(Person|Organization|Tool): .+$"}}}},
        "packages": {"type": "array", "minItems": 2, "items": {
            "type": "object", "additionalProperties": False,
            "required": ["SPDXID", "name", "versionInfo", "downloadLocation", "filesAnalyzed",
                         "licenseConcluded", "licenseDeclared", "copyrightText"],
            "properties": {
                "SPDXID": IDENTIFIER, "name": TEXT, "supplier": TEXT,
                "versionInfo": {"type": "string", "pattern": r"^\d+(\.\d+)+$"},
                "primaryPackagePurpose": {"const": "APPLICATION"},
                "downloadLocation": TEXT, "filesAnalyzed": {"const": False},
                "licenseConcluded": TEXT, "licenseDeclared": TEXT, "copyrightText": TEXT,
                "externalRefs": {"type": "array", "items": {
                    "type": "object", "additionalProperties": False,
                    "required": ["referenceCategory", "referenceType", "referenceLocator"],
                    "properties": {
                        "referenceCategory": {"const": "PACKAGE-MANAGER"},
                        "referenceType": {"const": "purl"},
                        "referenceLocator": {"type": "string", "pattern": "^pkg:deb/[a-z]+/[^@]+@[^?]+"
                                             r"\?arch=[a-z0-9]+$"}}}}}}},
        "relationships": {"type": "array", "items": {
            "type": "object", "additionalProperties": False,
            "required": ["spdxElementId", "relationshipType", "relatedSpdxElement"],
            "properties": {
                "spdxElementId": IDENTIFIER, "relatedSpdxElement": IDENTIFIER,
                "relationshipType": {"enum": ["DESCRIBES", "CONTAINS", "STATIC_LINK",
                                              "DYNAMIC_LINK"]}}}},
    },
}
# The name in THIRD-PARTY-NOTICES where it is another.
NOTICE = {"cli11": "CLI11", "openssl": "OpenSSL", "tl-expected": "tl::expected",
          "gcc": "The GNU compiler"}


def debian_version(package: str) -> str:
    return subprocess.run(["dpkg-query", "--show", "--showformat=${Version}", package], check=True,
                          capture_output=True, text=True).stdout


def check_cyclonedx(bom: dict, sbom: dict) -> None:
    """It says the same as the other list."""
    assert bom["serialNumber"] == f"urn:uuid:{uuid5(NAMESPACE_URL, sbom['documentNamespace'])}", bom["serialNumber"]
    assert bom["metadata"]["timestamp"] == sbom["creationInfo"]["created"], bom["metadata"]
    relationships = {relation["relatedSpdxElement"]: relation["relationshipType"] for relation in sbom["relationships"]}

    def spoken(component: dict) -> tuple:
        [licence] = component["licenses"]
        return (component["name"], component["version"], component.get("purl"),
                licence.get("expression") or licence["license"]["id"],
                *(told["value"] for told in component.get("properties", [])))

    program, *inside = sbom["packages"]
    assert spoken(bom["metadata"]["component"]) == (program["name"], program["versionInfo"], None,
                                                    program["licenseDeclared"]), bom["metadata"]
    expected = [(package["name"], package["versionInfo"], package["externalRefs"][0]["referenceLocator"],
                 package["licenseDeclared"], relationships[package["SPDXID"]]) for package in inside]
    assert [spoken(component) for component in bom["components"]] == expected, bom["components"]
    names = [component["bom-ref"] for component in bom["components"]]
    assert bom["dependencies"] == [{"ref": "TMSS10Ping", "dependsOn": names}, *({"ref": name} for name in names)]


def main() -> None:
    build, documents = map(Path, sys.argv[1:])
    sbom = json.loads((documents / "tmss10ping.spdx.json").read_text(encoding="utf-8"))
    jsonschema.validate(sbom, SCHEMA)
    datetime.strptime(sbom["creationInfo"]["created"], "%Y-%m-%dT%H:%M:%SZ")

    ids = [package["SPDXID"] for package in sbom["packages"]]
    assert len(set(ids)) == len(ids), ids
    related = [relation["relatedSpdxElement"] for relation in sbom["relationships"]]
    assert sorted(related) == sorted(ids), "each package has one relation"

    notices = (documents / "THIRD-PARTY-NOTICES").read_text(encoding="utf-8")
    program, *inside = sbom["packages"]
    said = subprocess.run([build / "TMSS10Ping", "--version"], check=True, capture_output=True,
                          text=True).stdout
    assert program["versionInfo"] in said, said
    for package in inside:
        name = package["name"]
        assert re.search(rf"^ *\d+\. .*{re.escape(NOTICE.get(name, name))}", notices,
                         re.MULTILINE | re.IGNORECASE), f"{name} is not in THIRD-PARTY-NOTICES"
        [reference] = package["externalRefs"]
        debian, version = re.fullmatch(r"pkg:deb/\w+/(.+)@(.+)\?arch=\w+",
                                       reference["referenceLocator"]).groups()
        installed = debian_version(unquote(debian))
        assert unquote(version) == installed, f"{name}: {version}, not {installed}"
        upstream = re.sub(r"^(\d+:)?(.*\+really)?|-[^-]*$", "", installed)
        assert upstream.startswith(package["versionInfo"]), f"{name}: {package['versionInfo']}"

    # What the linker really took: the words that these libraries have in their data.
    inside_program = (build / "TMSS10Ping").read_bytes()
    for name, mark in (("openssl", b"\0%s\0"), ("zlib", b"inflate %s Copyright")):
        [version] = [package["versionInfo"] for package in inside if package["name"] == name]
        words = mark % version.encode()
        assert words in inside_program, f"{words} is not in TMSS10Ping"
    # An error message of zstd's: it may be there only where the list says so, and must be there then.
    listed = any(package["name"] == "zstd" for package in inside)
    assert listed == (b"Restored data doesn't match checksum" in inside_program), f"zstd listed: {listed}"
    check_cyclonedx(json.loads((documents / "tmss10ping.cdx.json").read_text(encoding="utf-8")), sbom)
    print(f"packages: {len(inside)} packages inside the programs are listed")


main()

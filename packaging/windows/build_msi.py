#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes an .msi of what is in the .zip: build_msi.py ZIP MSI

It installs for all users, with an entry in PATH, one in the start menu, and the responder and the exporter as services,
which somebody has to start. wixl reads WiX's language but for some elements; the entry in PATH is one of them, and is
added to its result."""

from pathlib import Path
import calendar
import hashlib
import os
import re
import struct
import subprocess
import sys
import tempfile
from uuid import UUID, uuid5
import xml.etree.ElementTree as xml
from zipfile import ZipFile

# Never changes: by it an .msi finds the versions that it replaces.
UPGRADE_CODE = UUID("7032c1ce-cd0b-4bc2-9311-7e1e235a1d24")
PRODUCT = "TMSS10Ping"
MAKER = "The TMSS10Ping developers"
# As the programs themselves install it (arrange_service).
SERVICES = {
    "TMSS10Responder": "Answers TMSS10Ping in place of a TapeTrack server",
    "TMSS10Exporter": "Probes TMSS10Responders and TCP servers for Prometheus",
}
ACCOUNT = "NT AUTHORITY\\LocalService"
EVENT_SOURCES = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\"
ALL_EVENT_TYPES = 1 | 2 | 4  # errors, warnings, information
PATH_COMPONENT = "path"
# Set when it is installed ("="), removed with the product ("-"), of the machine ("*"); [~] is what was there.
PATH_ENTRY = ("=-*Path", "[~];[INSTALLDIR]")
EPOCH_OF_FILETIME = 11_644_473_600  # seconds from 1601 to 1970


def identifier(name: str) -> str:
    """Windows Installer takes letters, digits, underscores and periods."""
    return "_" + re.sub(r"[^A-Za-z0-9_.]", "_", name)


def guid(name: str) -> str:
    """The same for each version: of a component, it stands for its place."""
    return str(uuid5(UPGRADE_CODE, name)).upper()


def product_code(version: str) -> str:
    return "{" + guid(f"version {version}") + "}"


def version_of(archive: Path) -> str:
    return re.search(r"-(\d+\.\d+\.\d+)-windows", archive.name)[1]


class Tables:
    """The directories and components of the .msi."""

    def __init__(self, install: xml.Element, feature: xml.Element):
        self.folders = {"": install}
        self.feature = feature

    def folder(self, path: str) -> xml.Element:
        if path not in self.folders:
            parent, _, name = path.rpartition("/")
            self.folders[path] = xml.SubElement(self.folder(parent), "Directory", Id=identifier(path), Name=name)
        return self.folders[path]

    def component(self, parent: xml.Element, name: str) -> xml.Element:
        xml.SubElement(self.feature, "ComponentRef", Id=identifier(name))
        return xml.SubElement(parent, "Component", Id=identifier(name), Guid=guid(name), Win64="yes")

    def add_file(self, name: str) -> xml.Element:
        parent, _, plain = name.rpartition("/")
        out = self.component(self.folder(parent), name)
        xml.SubElement(out, "File", Id=identifier(name), Source=name, Name=plain, KeyPath="yes")
        return out


def add_service(component: xml.Element, name: str, description: str) -> None:
    xml.SubElement(component, "ServiceInstall", Id=name, Name=name, DisplayName=name, Description=description,
                   Type="ownProcess", Start="demand", ErrorControl="normal", Account=ACCOUNT, Arguments="--service")
    xml.SubElement(component, "ServiceControl", Id=name, Name=name, Stop="both", Remove="uninstall", Wait="yes")
    key = xml.SubElement(component, "RegistryKey", Root="HKLM", Key=EVENT_SOURCES.rstrip("\\"))
    # wixl writes an expandable value as it stands; "#%" is Windows Installer's sign for it.
    xml.SubElement(key, "RegistryValue", Key=name, Name="EventMessageFile", Type="expandable",
                   Value=f"#%[#{identifier(name + '.exe')}]")
    xml.SubElement(key, "RegistryValue", Key=name, Name="TypesSupported", Type="integer", Value=str(ALL_EVENT_TYPES))


def source_of(names: list[str], version: str) -> bytes:
    wix = xml.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = xml.SubElement(wix, "Product", Id=product_code(version), Name=PRODUCT, Version=version,
                             Manufacturer=MAKER, Language="1033", UpgradeCode=str(UPGRADE_CODE).upper())
    xml.SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
                   Description=f"{PRODUCT} {version}")
    xml.SubElement(product, "MajorUpgrade", DowngradeErrorMessage="A later version is already installed.")
    xml.SubElement(product, "Media", Id="1", Cabinet="files.cab", EmbedCab="yes")
    xml.SubElement(product, "Property", Id="ARPNOMODIFY", Value="1")
    top = xml.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = xml.SubElement(top, "Directory", Id="ProgramFiles64Folder")
    install = xml.SubElement(programs, "Directory", Id="INSTALLDIR", Name=PRODUCT)
    feature = xml.SubElement(product, "Feature", Id="All", Level="1", Title=PRODUCT)
    tables = Tables(install, feature)
    for name in names:
        component = tables.add_file(name)
        program = name.removesuffix(".exe")
        if program in SERVICES:
            add_service(component, program, SERVICES[program])
    add_menu_entry(tables, xml.SubElement(top, "Directory", Id="ProgramMenuFolder"))
    # A component of its own is needed for what has no file; this value holds its place.
    path = tables.component(install, PATH_COMPONENT)
    xml.SubElement(path, "RegistryValue", Root="HKLM", Key=f"SOFTWARE\\{PRODUCT}", Name="Path", Type="string",
                   Value="[INSTALLDIR]", KeyPath="yes")
    sequence = xml.SubElement(product, "InstallExecuteSequence")
    xml.SubElement(sequence, "WriteEnvironmentStrings")
    xml.SubElement(sequence, "RemoveEnvironmentStrings")
    return xml.tostring(wix, encoding="utf-8", xml_declaration=True)


def add_menu_entry(tables: Tables, menu: xml.Element) -> None:
    """Windows opens no .md by itself."""
    component = tables.component(menu, "menu")
    xml.SubElement(component, "Shortcut", Id="Readme", Name=f"{PRODUCT} documentation",
                   Target="[WindowsFolder]notepad.exe", Arguments=f'"[#{identifier("README.md")}]"',
                   WorkingDirectory="INSTALLDIR")
    xml.SubElement(component, "RegistryValue", Root="HKLM", Key=f"SOFTWARE\\{PRODUCT}", Name="Menu", Type="integer",
                   Value="1", KeyPath="yes")


def add_path_entry(msi: Path) -> None:
    columns = ("`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, "
               "`Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`")
    values = ", ".join(f"'{value}'" for value in ("Path", *PATH_ENTRY, identifier(PATH_COMPONENT)))
    for query in (f"CREATE TABLE `Environment` ({columns})",
                  f"INSERT INTO `Environment` (`Environment`, `Name`, `Value`, `Component_`) VALUES ({values})"):
        subprocess.run(["msibuild", msi, "-q", query], check=True)


def give_it_one_date(msi: Path, package_code: str, epoch: int) -> None:
    """wixl takes a random package code, and writes when it ran: as that of the files, both come from these."""
    subprocess.run(["msibuild", msi, "-s", PRODUCT, MAKER, "x64;1033", package_code], check=True)
    content = bytearray(msi.read_bytes())
    # The property set (MS-OLEPS) of the summary: its sign, then the number of its sets, then each set's name and place.
    begin = content.index(bytes.fromhex("feff0000"), 512)
    place = begin + struct.unpack_from("<I", content, begin + 44)[0]
    _, count = struct.unpack_from("<II", content, place)
    for number in range(count):
        _, offset = struct.unpack_from("<II", content, place + 8 + 8 * number)
        kind, = struct.unpack_from("<I", content, place + offset)
        if kind == 64:  # VT_FILETIME
            struct.pack_into("<Q", content, place + offset + 4, (epoch + EPOCH_OF_FILETIME) * 10_000_000)
    msi.write_bytes(content)


def main(archive: Path, msi: Path) -> None:
    version = version_of(archive)
    # The archive's dates are in UTC, and all the same.
    with tempfile.TemporaryDirectory(prefix="tmss10-msi-") as folder, ZipFile(archive) as files:
        entries = files.infolist()
        names = [entry.filename for entry in entries]
        top = names[0].split("/")[0] + "/"
        files.extractall(folder)
        source = Path(folder, top, "product.wxs")
        source.write_bytes(source_of([name.removeprefix(top) for name in names], version))
        epoch = calendar.timegm((*entries[0].date_time, 0, 0, 0))
        # The cabinet has the files' dates, as local time.
        for name in names:
            os.utime(Path(folder, name), (epoch, epoch))
        fresh = Path(folder, "product.msi")
        # It looks for a source in its working directory first.
        subprocess.run(["wixl", "--arch", "x64", "--output", fresh, source], check=True, cwd=source.parent,
                       env=os.environ | {"TZ": "UTC"})
        add_path_entry(fresh)
        content = hashlib.sha256(archive.read_bytes() + Path(__file__).read_bytes()).hexdigest()
        give_it_one_date(fresh, "{" + guid(content) + "}", epoch)
        msi.write_bytes(fresh.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

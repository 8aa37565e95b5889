# SPDX-License-Identifier: MIT
"""How each real service is set up: its files, and the command that starts it in the foreground."""

from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path
from typing import Callable
import secrets
import subprocess
import sys

# What the filtering proxies let through besides their users' needs, for cases that are refused.
REFUSED_ADDRESS = "127.0.0.99"
KNOWN_NAME = "behind.example"  # to squid alone; it is this machine


@dataclass(frozen=True)
class Account:
    """Who may use a service that asks."""
    user: str = "fred"
    password: str = field(default_factory=lambda: "hunter" + secrets.token_hex(4))

    def basic(self) -> str:
        """As Basic authentication sends it (RFC 7617, section 2)."""
        return b64encode(f"{self.user}:{self.password}".encode()).decode()

    def secrets(self) -> list[str]:
        """What nobody may print."""
        return [self.password, self.basic()]


Prepare = Callable[[list[str], Path, int, Account], list[str]]


@dataclass(frozen=True)
class Setup:
    """`prepare` gets where the programs are, an empty folder, the port and the account; it writes
    the files and returns the command. Root can have that run by nobody."""
    programs: tuple[str, ...]
    prepare: Prepare
    as_nobody: bool = True


# Nobody answers on port 53 of the name server: names are unknown after a second. No cache, no log,
# no helper but those that check passwords.
SQUID = """\
http_port 127.0.0.1:{port}
visible_hostname squid.example
hosts_file {folder}/hosts
udp_outgoing_address 127.0.0.1
dns_nameservers 127.0.0.98
dns_timeout 1 second
dns_retransmit_interval 1 second
pid_filename none
access_log none
cache_store_log none
cache_log {folder}/cache.log
coredump_dir {folder}
netdb_filename none
pinger_enable off
cache_mem 1 MB
max_filedescriptors 256
shutdown_lifetime 0 seconds
acl asks method CONNECT
acl tunnel_ports port 443 1024-65535
acl refused_address dst {refused_address}
http_access deny !asks
http_access deny !tunnel_ports
"""
SQUID_BASIC = """\
auth_param basic program {basic_helper} {folder}/basic
auth_param basic children 1 startup=1 idle=1
auth_param basic realm squid
"""
SQUID_DIGEST = """\
auth_param digest program {digest_helper} {folder}/digest
auth_param digest children 1 startup=1 idle=1
auth_param digest realm squid
"""
SQUID_KNOWN_USERS = """\
acl known_user proxy_auth REQUIRED
http_access deny !known_user
"""
SQUID_REST = """\
http_access deny refused_address
http_access allow all
"""


def squid(text: str) -> Setup:
    def prepare(programs, folder, port, account):
        squid_program, basic_helper, digest_helper = programs
        (folder / "hosts").write_text(f"127.0.0.1 localhost {KNOWN_NAME}\n")
        hashed = md5(account.password.encode()).hexdigest()
        (folder / "basic").write_text(f"{account.user}:{hashed}\n")
        (folder / "digest").write_text(f"{account.user}:{account.password}\n")
        (folder / "squid.conf").write_text((SQUID + text + SQUID_REST).format(
            port=port, folder=folder, refused_address=REFUSED_ADDRESS,
            basic_helper=basic_helper, digest_helper=digest_helper))
        # By a name of its own: its shared memory would be that of another Squid on this machine.
        return [squid_program, "-N", "-n", f"tmss10n{port}", "-f", str(folder / "squid.conf")]
    return Setup(("squid", "basic_ncsa_auth", "digest_file_auth"), prepare)


TINYPROXY = """\
Port {port}
Listen 127.0.0.1
Timeout 60
MaxClients 20
LogLevel Critical
"""


def tinyproxy(text: str) -> Setup:
    def prepare(programs, folder, port, account):
        (folder / "tinyproxy.conf").write_text((TINYPROXY + text).format(
            port=port, user=account.user, password=account.password))
        return [programs[0], "-d", "-c", str(folder / "tinyproxy.conf")]
    return Setup(("tinyproxy",), prepare)


def dropbear(programs, folder, port, _account):
    server, key_maker = programs
    subprocess.run([key_maker, "-t", "ed25519", "-f", folder / "key"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [server, "-F", "-E", "-r", str(folder / "key"), "-P", str(folder / "pid"),
            "-p", f"127.0.0.1:{port}"]


def rsync(programs, folder, port, _account):
    (folder / "rsyncd.conf").write_text("use chroot = no\nlog file = /dev/null\n")
    return [programs[0], "--daemon", "--no-detach", "--address=127.0.0.1", f"--port={port}",
            f"--config={folder}/rsyncd.conf"]


def redis(programs, folder, port, _account):
    return [programs[0], "--bind", "127.0.0.1", "--port", str(port), "--save", "",
            "--dir", str(folder)]


def http_server(_programs, folder, port, _account):
    return [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory",
            str(folder), str(port)]


SETUPS = {
    "squid": squid(""),
    "squid basic": squid(SQUID_BASIC + SQUID_KNOWN_USERS),
    "squid digest": squid(SQUID_DIGEST + SQUID_KNOWN_USERS),
    "squid basic and digest": squid(SQUID_BASIC + SQUID_DIGEST + SQUID_KNOWN_USERS),
    "tinyproxy": tinyproxy(""),
    "tinyproxy basic": tinyproxy("BasicAuth {user} {password}\n"),
    "tinyproxy of port 443": tinyproxy("ConnectPort 443\n"),
    "ssh server": Setup(("dropbear", "dropbearkey"), dropbear),
    "rsync server": Setup(("rsync",), rsync),
    "redis server": Setup(("redis-server",), redis),
    # Nobody may be unable to reach this interpreter.
    "http server": Setup((), http_server, as_nobody=False),
}

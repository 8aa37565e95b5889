# SPDX-License-Identifier: MIT
"""Network namespaces, each with a TUN device whose other end the router holds."""

from collections.abc import Iterable, Sequence
import contextlib
import ctypes
import fcntl
import os
from pathlib import Path
import signal
import struct
import subprocess
import time

NETNS = "/run/netns/"  # where ip-netns(8) keeps their names
MTU = 1500
CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454ca, 0x0001, 0x1000
libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace) -> None:
    """Takes the calling thread (only it) there."""
    if libc.setns(namespace.fileno(), CLONE_NEWNET):
        number = ctypes.get_errno()
        raise OSError(number, f"setns: {os.strerror(number)}", namespace.name)


@contextlib.contextmanager
def inside(namespace: str):
    """The calling thread is in this namespace for the block."""
    with open("/proc/thread-self/ns/net", "rb") as home, open(NETNS + namespace, "rb") as there:
        enter(there)
        try:
            yield
        finally:
            enter(home)


def ip(*arguments: str, lines: str = "") -> str:
    """Runs ip(8), with lines for its batch mode; what it prints. OSError when it fails."""
    done = subprocess.run(["ip", *arguments], input=lines, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"ip {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def command_in(namespace: str, command: list[str], etc: Sequence[Path] = ()) -> list[str]:
    """The command as it runs there; it finds these files in /etc."""
    for file in etc:
        script = f'mount --bind "$0" /etc/{file.name} && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", script, str(file), *command]
    return ["nsenter", f"--net={NETNS}{namespace}", "--", *command]


def open_tun(namespace: str, device: str) -> int:
    """Makes such a device there; a descriptor of its other end."""
    with inside(namespace):
        tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def make_namespace(namespace: str, address: str, address6: str) -> int:
    """Makes it, with a device that has these addresses; a descriptor of the device's other end."""
    ip("netns", "add", namespace)
    tun = open_tun(namespace, "nl0")
    with inside(namespace):
        # Connections do not learn from earlier ones: all start alike.
        Path("/proc/sys/net/ipv4/tcp_no_metrics_save").write_text("1")
    ip("-n", namespace, "-batch", "-", lines=f"""link set lo up
        link set nl0 addrgenmode none
        link set nl0 mtu {MTU} txqueuelen 10000 up
        addr add {address}/24 dev nl0
        addr add {address6}/64 dev nl0 nodad\n""")
    return tun


def remove_namespace(namespace: str, spare: int) -> None:
    """Kills all processes in a namespace but this and one to spare, and removes it, if it is there."""
    if not os.path.exists(NETNS + namespace):
        return
    for _ in range(100):
        found = {int(pid) for pid in ip("netns", "pids", namespace).split()} - {os.getpid(), spare}
        if not found:
            break
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    ip("netns", "delete", namespace)


def processes_in(namespaces: Iterable[str]) -> set[int]:
    """All but this one."""
    inodes, found = set(), set()
    for namespace in namespaces:
        with contextlib.suppress(OSError):
            inodes.add(os.stat(NETNS + namespace).st_ino)
    for entry in filter(str.isdecimal, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{entry}/ns/net").st_ino in inodes:
                found.add(int(entry))
    return found - {os.getpid()}


def remove_namespaces(namespaces: Iterable[str]) -> None:
    """Kills all processes in them but this one, and removes those that are there."""
    there = [name for name in namespaces if os.path.exists(NETNS + name)]
    for _ in range(100):
        if not (found := processes_in(there)):
            break
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    with contextlib.suppress(OSError):  # of one that was removed meanwhile
        ip("-force", "-batch", "-", lines="".join(f"netns delete {name}\n" for name in there))

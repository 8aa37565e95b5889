# SPDX-License-Identifier: MIT
"""Network namespaces, each with a TUN device whose other end the router holds."""

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


def make_namespace(namespace: str, address: str, address6: str) -> int:
    """Makes it, with a device that has these addresses; a descriptor of the device's other end."""
    ip("netns", "add", namespace)
    with inside(namespace):
        tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"nl0", IFF_TUN | IFF_NO_PI))
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

# SPDX-License-Identifier: MIT
"""IP packets: what the router reads in them, and those that it makes itself."""

import socket
import struct

CLIENT, SERVER, ROUTER = "10.77.0.1", "10.77.0.2", "10.77.0.254"  # the router sends the ICMP errors
CLIENT6, SERVER6, ROUTER6 = "fd77::1", "fd77::2", "fd77::fe"
# The type and code of each fault in ICMP (RFC 792, RFC 1812) and in ICMPv6 (RFC 4443).
REFUSALS = {
    "reject_icmp": ((3, 13), (1, 1)),  # administratively prohibited
    "reject_net": ((3, 0), (1, 0)),
    "reject_host": ((3, 1), (1, 3)),
    "reject_port": ((3, 3), (1, 4)),
    "hop_limit": ((11, 0), (3, 0)),
}
SYN, RST, ACK = 0x02, 0x04, 0x10  # TCP flags, RFC 9293 section 3.1


class Packet:
    """An IP packet. The fields from source_port on are there if it is a TCP segment (`tcp`)."""

    def __init__(self, raw: bytes):
        self.raw = raw
        if raw[0] >> 4 == 4:
            start, protocol = (raw[0] & 15) * 4, raw[9]
            self.source, self.target = raw[12:16], raw[16:20]
            later_fragment = raw[6] & 0x1f or raw[7]  # no TCP header in it
        else:
            start, protocol = 40, raw[6]
            self.source, self.target = raw[8:24], raw[24:40]
            later_fragment = False
        self.tcp = (protocol == socket.IPPROTO_TCP and not later_fragment
                    and len(raw) >= start + 20)
        if self.tcp:
            (self.source_port, self.target_port, self.seq, self.ack, offset,
             self.flags) = struct.unpack_from("!HHIIBB", raw, start)
            self.data = len(raw) - start - (offset >> 4) * 4
            self.opening = self.flags & (SYN | ACK) == SYN


def checksum(data: bytes) -> bytes:
    """The Internet checksum, RFC 1071: the 16-bit words are the digits of a number to the base 65536."""
    value = int.from_bytes(data + bytes(len(data) % 2), "big") % 0xffff
    return struct.pack("!H", 0xffff - value)


def ip_packet(source: bytes, target: bytes, protocol: int, body: bytes, checksum_at: int) -> bytes:
    """An IP packet, of version 4 or 6 as its addresses; the checksum at that place in `body` is filled in."""
    # RFC 8200 section 8.1; what it adds to the sum is the same for version 4. ICMP in version 4 has none.
    pseudo = source + target + struct.pack("!II", len(body), protocol)
    sum_ = checksum(body if protocol == socket.IPPROTO_ICMP else pseudo + body)
    body = body[:checksum_at] + sum_ + body[checksum_at + 2:]
    if len(source) == 16:
        return struct.pack("!IHBB", 6 << 28, len(body), protocol, 64) + source + target + body
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 0, 0x4000, 64, protocol, 0)
    head += source + target
    return head[:10] + checksum(head) + head[12:] + body


def tcp_reset(source, source_port, target, target_port, seq, ack=None) -> bytes:
    flags, ack = (RST, 0) if ack is None else (RST | ACK, ack & 0xffffffff)
    segment = struct.pack("!HHIIBBHHH", source_port, target_port, seq, ack, 5 << 4, flags, 0, 0, 0)
    return ip_packet(source, target, socket.IPPROTO_TCP, segment, 16)


def reset_to_sender(packet: Packet) -> bytes:
    """The RST with which the target of a segment would refuse it, RFC 9293 section 3.10.7.1."""
    ends = packet.target, packet.target_port, packet.source, packet.source_port
    if packet.opening:
        return tcp_reset(*ends, 0, packet.seq + 1)
    return tcp_reset(*ends, packet.ack)


def reset_to_target(packet: Packet) -> bytes:
    ends = packet.source, packet.source_port, packet.target, packet.target_port
    return tcp_reset(*ends, packet.seq)


def icmp_error(packet: Packet, kind: int, code: int, mtu: float = 0) -> bytes:
    """The router's word to a packet's sender; kind and code are those of the packet's version of ICMP."""
    head = struct.pack("!BBHI", kind, code, 0, int(mtu))
    if len(packet.source) == 16:  # RFC 4443: up to 1280 bytes in all
        router = socket.inet_pton(socket.AF_INET6, ROUTER6)
        body = head + packet.raw[:1232]
        return ip_packet(router, packet.source, socket.IPPROTO_ICMPV6, body, 2)
    body = head + packet.raw[:548]  # RFC 1812: up to 576
    return ip_packet(socket.inet_aton(ROUTER), packet.source, socket.IPPROTO_ICMP, body, 2)


def refusal(packet: Packet, fault: str) -> bytes:
    """The ICMP error that this fault answers a connection request with."""
    of_version_4, of_version_6 = REFUSALS[fault]
    return icmp_error(packet, *(of_version_6 if len(packet.source) == 16 else of_version_4))


def too_big(packet: Packet, mtu: float) -> bytes:
    kind, code = (2, 0) if len(packet.source) == 16 else (3, 4)
    return icmp_error(packet, kind, code, mtu)

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// What became of packets of several sizes in one direction. Sizes are in bytes, of whole
/// IP packets.
struct direction_sizes {
  /// The largest that arrived.
  std::uint32_t passed = 0;
  /// The smallest that is known to be dropped although the sender's system lets it go.
  std::optional<std::uint32_t> vanished;
  /// No larger one is sent: the lowest of what the sender's system, the MSS of the
  /// receiver and whoever lowers that on the way allow.
  std::uint32_t limit = 0;
  /// Larger ones were sent at first: the sender's system has learnt the limit meanwhile,
  /// by an ICMP message.
  bool was_lowered = false;

  bool operator==(const direction_sizes&) const = default;
};

/// The largest packets that get through between this machine and a responder, for TCP to
/// its port.
struct packet_sizes {
  std::string host;
  /// Of the responder.
  std::string address;
  std::uint16_t port = 0;
  bool is_v6 = false;
  direction_sizes there;
  direction_sizes back;
  /// The path MTU that this system believed in (IP_MTU, IPV6_MTU), before and after.
  std::optional<std::uint32_t> believed_before;
  std::optional<std::uint32_t> believed;
  /// The MTU of the network interface that is used.
  std::optional<std::uint32_t> interface_mtu;
  /// The MSS of this side's connection requests; and the one in use for what is sent,
  /// the same or less than the one in the answers. Without TCP options, as in RFC 9293.
  std::uint32_t advertised_mss = 0;
  std::uint32_t send_mss = 0;
  /// Whether this system finds holes by itself after a while (net.ipv4.tcp_mtu_probing),
  /// so that its users notice less of them.
  bool mtu_probing = false;
  /// Whether the responder admitted fewer connections at a time than were wanted.
  bool few_admitted = false;
  /// How long it took; whether a signal or the limit of time has ended it.
  std::chrono::nanoseconds took{0};
  bool was_stopped = false;
  /// Whether it was a signal.
  bool was_interrupted = false;
};

/// What the headers of IP and TCP take of a packet, without options: an MSS and this
/// amount make the size of a packet.
[[nodiscard]] constexpr std::uint32_t header_size(bool is_v6) {
  return is_v6 ? 60 : 40;
}

/// The largest packet that is tried: jumbo frames are rarely longer, and a loopback
/// interface takes more than a message of this protocol can fill.
constexpr std::uint32_t largest_tried = 9216;

}  // namespace tmss10

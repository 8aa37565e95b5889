// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// An ICMP error that came back for a packet of ours (RFC 792; ICMPv6: RFC 4443).
struct icmp_error {
  /// The address of whoever sent it: a router, a firewall, or the target itself.
  std::string sender;
  bool is_v6 = false;
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  /// Whether this machine itself sent it: a neighbour on the link does not answer (RFC
  /// 1122, section 2.3.2; RFC 4861, section 7.2.2), or a firewall here rejects.
  bool is_from_here = false;
  /// Of a "host unreachable" of this machine's own: whether its system knows the
  /// neighbour that leads to the host, or did not even ask for it. Then a firewall here
  /// rejects. None: it does not tell.
  std::optional<bool> neighbour_answers = {};
  /// The hop limit with which our packet started; 0: not known.
  std::uint8_t own_hop_limit = 0;
};

/// What an ICMP error says, in either version.
enum class icmp_meaning {
  network_unreachable,
  host_unreachable,
  port_unreachable,
  /// A firewall's no.
  prohibited,
  hop_limit_exceeded,
  /// Any other.
  other,
};

[[nodiscard]] icmp_meaning meaning_of(const icmp_error& what);

/// Whether this machine says so because a neighbour does not answer it, as far as is
/// known: not a firewall of its own.
[[nodiscard]] bool is_neighbour_silence(const icmp_error& what);

/// Whether our packet started with a hop limit that is known and below the usual 64 (RFC
/// 1700): the host may just be further away, where a router says that it was exceeded.
[[nodiscard]] bool has_small_hop_limit(const icmp_error& what);

/// The meaning in words, "host unreachable"; of another one, its numbers.
[[nodiscard]] std::string icmp_words(const icmp_error& what);

}  // namespace tmss10

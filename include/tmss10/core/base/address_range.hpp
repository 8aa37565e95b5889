// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tmss10 {

/// The most addresses of one range, and of all ranges of a command line or a target file
/// together: an IPv4 /16. fping has a limit as well (131,070), so that a mistyped prefix
/// does not reach half of the Internet.
constexpr std::size_t max_range_size = 65'536;

/// Consecutive addresses of one family.
struct address_range {
  /// The first one: of IPv4 as a number, of IPv6 as its eight groups, of which only the
  /// last one changes within the range.
  std::variant<std::uint32_t, std::array<std::uint16_t, 8>> first;
  /// 1 to max_range_size.
  std::size_t size = 1;
  /// Of IPv6 addresses ("eth0"); usually empty.
  std::string zone;
  /// The port that follows, if one does.
  std::optional<std::uint16_t> port;
};

/// Reads "192.0.2.0/28", "192.0.2.10-20", "192.0.2.10-192.0.3.20" or "2001:db8::/120",
/// each with ":PORT" after it if wanted; an IPv6 address, or the whole prefix, may be in
/// brackets: "[2001:db8::]/120:5001", "[2001:db8::/120]:5001". None for a text that is no
/// range, be it a host or not: what stands before the slash or the dash is not an
/// address, as in "a-b.example.com" and "10-20".
///
/// As with fping, bits of an address after its prefix do not count ("192.0.2.5/28" is
/// "192.0.2.0/28"), and the network and broadcast address of an IPv4 prefix are left out,
/// unless it is a /31 or a /32. Nothing is left out of an IPv6 prefix or of a range with
/// a dash.
///
/// Fails with range_notation for an IPv4 address in any other notation that read_ipv4
/// takes, and for what looks like one, except that a leading zero is octal_address;
/// range_prefix_malformed, range_end_malformed and range_reversed;
/// range_of_ipv6_without_prefix for a dash after an IPv6 address; range_too_large for
/// more than max_range_size addresses; ipv4_mapped for a prefix of IPv4-mapped addresses;
/// and like parse_target for an IPv6 address or a port that is none.
[[nodiscard]] result<std::optional<address_range>> parse_address_range(
    std::string_view text);

/// All addresses of a range in their order, as a look-up takes them, without brackets.
[[nodiscard]] std::vector<std::string> addresses_of(const address_range& range);

}  // namespace tmss10

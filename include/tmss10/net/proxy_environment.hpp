// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace tmss10 {

/// The value of an environment variable, or nullptr when it is not set: std::getenv.
using environment = std::function<const char*(const char* name)>;

/// A variable that names a proxy. Both views are of what is in the environment: the value
/// may hold a password, and no copy of it is made.
struct proxy_variable {
  std::string_view name;
  std::string_view value;
};

/// What the environment says of a proxy for a target.
struct environment_proxy {
  /// The variable that names one; none when none has a value.
  std::optional<proxy_variable> named;
  /// The list that exempts the target, with the entry that does; none when nothing does.
  std::optional<proxy_variable> exempted_by;
};

/// Looks for a proxy in https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY, in this order,
/// and for an exemption in no_proxy, or else NO_PROXY: as curl does. Of each, the first
/// that is set and not empty counts. Blanks and line ends around a value do not: a file
/// with line ends of Windows leaves a CR behind each.
[[nodiscard]] environment_proxy proxy_from_environment(const environment& get,
                                                       std::string_view host,
                                                       std::uint16_t port);

/// The entry of a list by which a target needs no proxy; none when it needs one. `host`
/// is a name or an address without brackets; `no_proxy` is a list of entries, separated
/// by commas, blanks and line ends:
///
/// - "*": every target
/// - "example.com", ".example.com" or "*.example.com": this name and all names below it,
///   in either case, with or without a final dot, and an international name in either of
///   its forms (IDNA; in the form written where the system has no conversion)
/// - "192.0.2.7", "2001:db8::7" or "[2001:db8::7]": this address, however it is written
/// - "10.0.0.0/8", "10/8" or "fd00::/8": the addresses of this network (RFC 4632, section
///   3.1); of an IPv4 network, zeros at the end may be left out
///
/// with ":port" behind it for this port only, where an IPv6 address has brackets. An
/// address is never matched by a name, nor a name by an address: nothing is looked up.
/// What is none of these is ignored.
[[nodiscard]] std::optional<std::string_view> exempting_entry(std::string_view no_proxy,
                                                              std::string_view host,
                                                              std::uint16_t port);

/// Whether there is such an entry.
[[nodiscard]] inline bool is_exempt(std::string_view no_proxy, std::string_view host,
                                    std::uint16_t port) {
  return exempting_entry(no_proxy, host, port).has_value();
}

}  // namespace tmss10

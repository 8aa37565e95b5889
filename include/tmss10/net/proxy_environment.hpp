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

/// The proxy that the environment names for a target: https_proxy, or else HTTPS_PROXY.
/// None when neither has a value, or when no_proxy, or else NO_PROXY, exempts the target.
/// Of each pair, the first that is set and not empty counts.
[[nodiscard]] std::optional<proxy_variable> proxy_from_environment(const environment& get,
                                                                   std::string_view host,
                                                                   std::uint16_t port);

/// Whether a target needs no proxy. `host` is a name or an address without brackets;
/// `no_proxy` is a list of entries, separated by commas and blanks:
///
/// - "*": every target
/// - "example.com", ".example.com" or "*.example.com": this name and all names below it,
///   in either case, with or without a final dot
/// - "192.0.2.7", "2001:db8::7" or "[2001:db8::7]": this address, however it is written
/// - "10.0.0.0/8" or "fd00::/8": the addresses of this network (RFC 4632, section 3.1)
///
/// with ":port" behind it for this port only, where an IPv6 address has brackets. An
/// address is never matched by a name, nor a name by an address: nothing is looked up.
/// What is none of these is ignored.
[[nodiscard]] bool is_exempt(std::string_view no_proxy, std::string_view host,
                             std::uint16_t port);

}  // namespace tmss10

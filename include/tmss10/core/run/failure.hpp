// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/proxy/squid_error.hpp>
#include <tmss10/core/run/icmp_error.hpp>
#include <tmss10/core/run/silence_cause.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {

/// The stages of a connection, in their order. Directly, or through a proxy: then the
/// proxy's three take the place of the first two.
enum class stage {
  resolve,
  connect,
  proxy_resolve,
  proxy_connect,
  proxy_tunnel,
  greeting,
  handshake,
  exchange,
};

/// A proxy that a failure is about.
struct failed_proxy {
  std::string host;
  std::uint16_t port = 0;
  /// The address that was tried; empty as long as there is none.
  std::string address;
  /// What it answered to the request for a tunnel; 0 when it answered nothing in HTTP.
  int status = 0;
  std::string reason;
  /// The authentication schemes that it offers, separated by commas.
  std::string schemes;
  /// What it says of the cause besides the status.
  tunnel_refusal why = tunnel_refusal::unknown;
  /// Where it redirects to (RFC 9110, section 10.2.2); empty when it does not.
  std::string location;
};

/// An address that was tried without success.
struct failed_address {
  std::string address;
  std::error_code error;
  std::optional<icmp_error> icmp = {};
};

/// Several of them, as far as they are kept: a name may have any number of addresses.
struct failed_addresses {
  static constexpr std::size_t most_kept = 8;

  std::vector<failed_address> kept = {};
  std::size_t more = 0;
};

/// What went wrong: the stage, what was tried, and what came back.
struct failure {
  stage where = stage::resolve;
  /// An errc of ours, or the system's code in std::system_category.
  std::error_code error;
  std::string host;
  std::uint16_t port = 0;
  /// The address that was tried; empty as long as there is none, and through a proxy.
  std::string address;
  std::chrono::nanoseconds waited{0};
  /// What the peer sent in place of what was due, or the part of that which arrived.
  bytes first_bytes;
  /// In the three stages of a proxy.
  std::optional<failed_proxy> proxy;
  /// In the stages after these: host and port of the proxy that opened the tunnel; empty
  /// on a direct connection.
  std::string through;
  /// What the system knew when an answer did not come in time.
  silence_cause seen = silence_cause::unknown;
  /// What was sent back in place of a connection, where the system tells.
  std::optional<icmp_error> icmp = {};
  /// The other addresses of the name, if the connection was tried there as well.
  failed_addresses others = {};
  /// The local address that --source asks for; empty without it.
  std::string source;
  /// The network interface that --interface asks for; empty without it.
  std::string interface_name;
  /// Whether this side has no site key.
  bool open_mode = false;
  /// Why the connection before this one ended; none when this was the first.
  std::error_code lost_before;
};

}  // namespace tmss10

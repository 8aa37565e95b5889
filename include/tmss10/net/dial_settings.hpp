// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/address_family.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/run/time_budget.hpp>
#include <tmss10/net/local_end.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tmss10 {

/// How long a look-up may take by default. glibc asks the next name server when the first
/// has said nothing for 5 s, and all of them twice (resolv.conf(5)): an answer of the
/// second comes within 10 s, although the first is silent.
constexpr auto default_look_up_timeout = std::chrono::seconds(12);

/// Whether an address may be connected to.
using address_filter = std::function<bool(const std::string& address)>;

/// What to connect to, and how.
struct dial_settings {
  std::string host;
  std::uint16_t port = default_port;
  address_family family = address_family::any;
  /// Where to connect from: to the proxy, if there is one.
  local_end from;
  std::optional<proxy_settings> proxy;
  /// An address of the host (of the proxy, if there is one) that is known already, so
  /// that nothing is looked up.
  std::optional<std::string> known_address;
  /// Asked about each address that a look-up of the host has found; none: all may be
  /// connected to. Nobody asks about those of a proxy.
  address_filter admits;
  /// The limit of each of the other stages: the connection, the proxy's tunnel.
  std::chrono::nanoseconds timeout{std::chrono::seconds(5)};
  std::chrono::nanoseconds look_up_timeout{default_look_up_timeout};
  /// None: the limits are as they are.
  std::optional<time_budget> budget;

  /// Those of a stage that begins now.
  [[nodiscard]] std::chrono::steady_clock::duration stage_limit() const;
  [[nodiscard]] std::chrono::steady_clock::duration look_up_limit() const;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "load_client.hpp"

#include <asio/awaitable.hpp>
#include <asio/ip/address_v4.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace tmss10::soak {

/// What became of honest clients.
struct honest_account {
  std::uint64_t sessions = 0;  // opened and closed in order
  std::uint64_t pings = 0;     // that were answered
  /// Why others were not, and how often.
  std::map<std::string, std::uint64_t> failures;

  void fail(std::string_view doing, std::error_code reason);
};

/// An honest client: a session, some pings of all sizes, and the end in order.
[[nodiscard]] asio::awaitable<void> live_honestly(bench& on, asio::ip::address_v4 from,
                                                  honest_account& account);

/// A client that means harm, or has come to some, from its connection to its end. It ends
/// soon once the bench is stopping.
using hostile_life = asio::awaitable<void> (*)(bench&, asio::ip::address_v4);

struct hostile_kind {
  std::string_view name;
  hostile_life live;
};

/// All kinds of them.
[[nodiscard]] std::span<const hostile_kind> hostile_kinds();
/// The kinds whose effect on honest clients is measured.
[[nodiscard]] std::span<const hostile_kind> attacker_kinds();

}  // namespace tmss10::soak

// SPDX-License-Identifier: MIT
#pragma once

#include "idle_connection.hpp"
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <cstdint>
#include <list>
#include <optional>

namespace tmss10 {

/// New connections in place of such that are silent. From the same port, if possible:
/// whatever has forgotten the old one lets the request for a new one through, and the
/// other side's system, if it still has the old one, learns by this system's answer that
/// it is gone (RFC 9293, section 3.5.1, "Half-Open Connections"). Nothing sent on the old
/// one would get there. Behind a NAT that gives the new one another port, the old one
/// stays there until the responder's idle time-out.
class idle_renewal {
 public:
  /// `key` must outlive it.
  idle_renewal(const asio::any_io_executor& executor, const site_key& key,
               idle_connection::clock::duration reply_limit);

  /// Makes one from that port or, if that doesn't work, from any other, and ends it in
  /// good order. Whether it worked, as far as a greeting at least: a responder may be
  /// busy.
  [[nodiscard]] asio::awaitable<bool> works_now(dial_settings dial, std::uint16_t port);

  /// Makes one from that port, which frees the old one. One after the other: there may be
  /// many, and responders allow an address few that are not sessions yet.
  [[nodiscard]] asio::awaitable<void> free(dial_settings dial, std::uint16_t port);

  /// Why one did not work, since this was last asked; none if none failed.
  [[nodiscard]] std::optional<failure> take_reason();

  /// Ends all of them at once; no other is made.
  void stop();

 private:
  [[nodiscard]] asio::awaitable<bool> replace(dial_settings dial, std::uint16_t port);

  asio::any_io_executor executor_;
  const site_key& key_;
  idle_connection::clock::duration reply_limit_;
  std::list<idle_connection> made_;
  asio::steady_timer turn_;  // is cancelled when one is over
  std::optional<failure> why_;
  bool stopped_ = false;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/idle_search.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/probing.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace tmss10 {

struct idle_settings {
  dial_settings dial;
  /// Up to how long connections are left idle.
  std::chrono::nanoseconds longest{0};
  /// How long the answer to a ping may take.
  std::chrono::nanoseconds reply_limit{std::chrono::seconds(5)};
};

/// Finds out how long a connection may be idle before something on the way, or the
/// responder, ends it: several connections at a time, each idle for another time
/// (idle_search). One that is silent after that counts only when a new connection works
/// at that moment. Tells event::idle_step, the events of its first connection and, when
/// anything is known, event::idle_found.
class idle_finder final : public probing {
 public:
  /// `key` must outlive it. `listen` is called on the executor and may call stop().
  idle_finder(const asio::any_io_executor& executor, idle_settings settings,
              const site_key& key, listener listen);

  ~idle_finder() override;
  idle_finder(const idle_finder&) = delete;
  idle_finder& operator=(const idle_finder&) = delete;
  idle_finder(idle_finder&&) = delete;
  idle_finder& operator=(idle_finder&&) = delete;

  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/probing.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace tmss10 {

struct path_finder_settings {
  /// Of a target that is reached directly; a proxy is ignored.
  dial_settings dial;
  std::uint8_t max_hops = 30;
  /// Whether a session is made as well, to see whether data gets through.
  bool data = true;
  /// Whether hops are asked three times, and their names looked up.
  bool thorough = false;
  /// The number that its events have: for those who look at several targets.
  std::size_t target = 0;
};

/// Finds who passes connection requests to a target on, hop by hop, and where they end:
/// requests with small hop limits, and the ICMP errors that routers send back. No more
/// than eight connections reach the target, each closed at once; only a responder that
/// greets gets data. Takes 3 s when all hops answer, 8 s at most otherwise, without the
/// look-up.
class path_finder final : public probing {
 public:
  /// Whether this system has what it takes: only Linux does, for every user.
  [[nodiscard]] static bool is_possible();

  /// `key` must outlive it. `listen` is called on the executor and may call stop().
  path_finder(const asio::any_io_executor& executor, path_finder_settings settings,
              const site_key& key, listener listen);
  ~path_finder() override;
  path_finder(const path_finder&) = delete;
  path_finder& operator=(const path_finder&) = delete;
  path_finder(path_finder&&) = delete;
  path_finder& operator=(path_finder&&) = delete;

  /// Tells event::connecting, event::resolved and event::path_found. Returns why there is
  /// no connection: none if there is one, and data on it arrives or was not tried.
  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace tmss10

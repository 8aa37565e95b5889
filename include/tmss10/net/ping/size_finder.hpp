// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/probing.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace tmss10 {

class site_key;

struct size_finder_settings {
  /// Without a proxy.
  dial_settings dial;
  /// How long the search may take, from when there is a session.
  std::chrono::nanoseconds limit{std::chrono::seconds(9)};
};

/// Whether this system tells what size_finder has to know (Linux).
[[nodiscard]] bool can_find_sizes();

/// Finds the largest packets that get through to a responder and back, over connections
/// of its own, each for one size. Before that it opens a session as a pinger does, and
/// tells of it; to a peer without a greeting nothing is sent, and there is no second
/// connection. Then tells event::sizes_found, once.
class size_finder final : public probing {
 public:
  /// `key` must outlive it. `listen` is called on the executor and may call stop().
  size_finder(const asio::any_io_executor& executor, size_finder_settings settings,
              const site_key& key, listener listen);
  ~size_finder() override;
  size_finder(const size_finder&) = delete;
  size_finder& operator=(const size_finder&) = delete;
  size_finder(size_finder&&) = delete;
  size_finder& operator=(size_finder&&) = delete;

  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;
  [[nodiscard]] std::optional<ping_event> so_far() const override;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "path_probes.hpp"
#include <tmss10/core/run/path.hpp>

#include <asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tmss10 {

/// So many connections at most reach a target while its path is looked at: its server
/// must not be alarmed.
inline constexpr std::size_t most_connections = 8;

/// Finds who answers at each hop. Hop limits are sent six at a time, and no more once one
/// of them has reached the end of the way. What lies behind routers that say nothing is
/// asked for only as long as no more than most_connections requests can have arrived.
class path_search {
 public:
  using clock = std::chrono::steady_clock;

  /// Fills in the hops of `into`, and its answer without a limit. `three_times`: routers
  /// that answered are asked twice more. All must outlive it.
  path_search(path_probes& probes, path& into, bool three_times);

  /// Ends after about 5 s at most, or when the probes are stopped.
  [[nodiscard]] asio::awaitable<void> run();

  /// The local port of the first request with that hop limit.
  [[nodiscard]] std::uint16_t port_at(std::size_t hop) const;

 private:
  using probe = std::shared_ptr<const path_probe>;

  [[nodiscard]] asio::awaitable<void> send_wave();
  [[nodiscard]] asio::awaitable<void> await_wider_window();
  [[nodiscard]] asio::awaitable<void> await_rest();
  [[nodiscard]] asio::awaitable<void> repeat();

  [[nodiscard]] bool has_ended() const;
  [[nodiscard]] std::size_t last_answered() const;
  [[nodiscard]] std::size_t window() const;
  [[nodiscard]] clock::duration patience() const;
  [[nodiscard]] bool is_awaited(const path_probe& one, clock::time_point now) const;
  void write();

  path_probes& probes_;
  path& path_;
  bool three_times_;
  bool is_repeated_ = false;               // those that were to be
  std::vector<std::vector<probe>> asked_;  // by hops
  probe unlimited_;
  clock::time_point deadline_;
};

}  // namespace tmss10

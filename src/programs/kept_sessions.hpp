// SPDX-License-Identifier: MIT
#pragma once

#include "turns.hpp"
#include <tmss10/net/ping/kept_session.hpp>

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// The sessions that stay open from one probe of a target to the next. They are as idle
/// in between as those of TapeTrack's clients, so a firewall that forgets idle
/// connections breaks them. One that is taken out is closed when no probe uses it.
class kept_sessions {
 public:
  using clock = std::chrono::steady_clock;

  /// One that no probe asks for is closed after that time.
  static constexpr auto kept_for = std::chrono::minutes(10);
  /// Of more, the one goes first whose last probe is longest ago.
  static constexpr std::size_t most_kept = 10'000;
  /// Probes that may wait for one session: one of each of several Prometheus servers.
  static constexpr std::size_t most_waiting = 8;

  /// The session of a target, and the turn of the one probe that may use it.
  struct entry {
    explicit entry(const asio::any_io_executor& executor) : turn(executor, 1) {}
    turns turn;
    std::shared_ptr<kept_session> session = std::make_shared<kept_session>();
    /// When the last session was made; none before the first one.
    std::optional<clock::time_point> made;
    clock::time_point last;
  };

  explicit kept_sessions(const asio::any_io_executor& executor) : executor_(executor) {}

  /// That of a target of a module, which is asked for now.
  [[nodiscard]] std::shared_ptr<entry> find(const std::string& module,
                                            const std::string& target,
                                            clock::time_point now);
  /// Closes those that nobody has asked for. find() does so, too.
  void close_old(clock::time_point now);
  /// Closes some that no probe uses, if there are any: this program has no descriptor
  /// left.
  void close_some();
  /// Closes all: a module may be another one now.
  void close_all();

  /// How many are open.
  [[nodiscard]] std::size_t open() const;

 private:
  using key = std::pair<std::string, std::string>;

  void close_longest_unused();

  asio::any_io_executor executor_;
  std::map<key, std::shared_ptr<entry>> entries_;
};

}  // namespace tmss10

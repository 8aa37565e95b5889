// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <optional>

namespace tmss10 {

/// Tries several ways to a target at the same time, each with one ping.
class way_trial {
 public:
  using teller = std::function<void(const tried_way&)>;

  /// `key` must outlive it. `tell` is called when a way has been decided, or given up.
  way_trial(const asio::any_io_executor& executor, const site_key& key, teller tell);

  void add(pinger_settings settings);
  /// Until all are decided, or for so long. Returns whether all are.
  [[nodiscard]] asio::awaitable<bool> run(std::chrono::nanoseconds longest);
  /// Gives up those that are not decided.
  void stop();

 private:
  struct trial {
    dial_settings dial;
    tried_way way;
    std::unique_ptr<pinger> pings;
  };

  void give_up();
  void begin(trial& one);
  void end(trial& one, std::optional<failure> why);
  /// That nothing came within the time, at the stage that the way has reached.
  [[nodiscard]] failure time_out(const trial& one) const;

  asio::any_io_executor executor_;
  const site_key& key_;
  teller tell_;
  asio::steady_timer news_;
  std::list<trial> trials_;
  std::size_t running_ = 0;
  std::exception_ptr error_;  // the first
  std::chrono::nanoseconds longest_{0};
  bool is_over_ = false;
  bool is_stopped_ = false;  // by somebody else
};

}  // namespace tmss10

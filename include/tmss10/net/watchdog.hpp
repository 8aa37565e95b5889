// SPDX-License-Identifier: MIT
#pragma once

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace tmss10 {

/// A limit on a wait. extend() costs no system call: the timer runs to an earlier limit,
/// looks, and goes on. When the program was held up meanwhile, what it waits for may have
/// come and not be read yet: then it barks no earlier than a fresh_look later. A
/// destroyed watchdog does nothing any more.
class watchdog {
 public:
  using duration = std::chrono::steady_clock::duration;

  explicit watchdog(const asio::any_io_executor& executor);
  ~watchdog();
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;
  watchdog(watchdog&&) = delete;
  watchdog& operator=(watchdog&&) = delete;

  /// After `limit` calls `on_expiry` once, on the executor, in place of what was armed
  /// before. What `on_expiry` refers to must last until disarm() or the next arm().
  void arm(duration limit, std::function<void()> on_expiry);
  /// Counts the limit anew from now, for the same action.
  void extend(duration limit);
  /// Nothing is to happen any more.
  void disarm();
  /// Calls what is armed at once.
  void trip();

  /// Whether the limit of what was armed last has passed.
  [[nodiscard]] bool expired() const;
  /// Whether it was tripped since it was armed last, or while nothing was armed.
  [[nodiscard]] bool tripped() const;

 private:
  struct state;
  std::shared_ptr<state> state_;
};

}  // namespace tmss10

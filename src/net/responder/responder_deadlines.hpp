// SPDX-License-Identifier: MIT
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>

namespace tmss10 {

class responder_connection;

/// The limits on the waits of all connections of a thread. As every wait of a kind is
/// equally long, a list for each kind has them in order, and to begin a wait is to go to
/// the end of a list: one timer serves all, and is touched only when it rings.
class responder_deadlines {
 public:
  using clock = std::chrono::steady_clock;
  enum class kind { start, idle, linger, none };
  struct entry {
    responder_connection* whose = nullptr;
    clock::time_point due;
    kind waits_for = kind::none;
  };
  using place = std::list<entry>::iterator;

  /// The times are those of start, idle and linger.
  responder_deadlines(const asio::any_io_executor& executor,
                      std::array<clock::duration, 3> times);

  /// A connection whose wait has not begun yet.
  [[nodiscard]] place add(responder_connection& whose);
  /// A wait of that kind begins now, in place of the one under way. When it is over, the
  /// connection's expire() is called; without memory for a timer, when the next wait has
  /// one.
  void begin(place at, kind waits_for);
  void remove(place at);

 private:
  [[nodiscard]] std::list<entry>& list_of(kind waits_for);
  void set_timer();
  void ring();

  std::array<clock::duration, 3> times_;
  std::array<std::list<entry>, 4> lists_;
  asio::steady_timer timer_;
  clock::time_point rings_at_ = clock::time_point::max();
  /// A timer that has rung already can't be called off.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace tmss10

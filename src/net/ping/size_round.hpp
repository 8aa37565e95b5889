// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <utility>
#include <vector>

namespace tmss10 {

/// Sizes that are tried at the same time.
struct size_round {
  size_round(const asio::any_io_executor& executor, std::vector<std::uint32_t> to_try)
      : news(executor), sizes(std::move(to_try)) {}

  void end() {
    for (auto& one : limits)
      one.trip();
    news.cancel();
  }

  /// Of one that could not be made: if the way is up, it is the responder that admits no
  /// more, with a busy greeting or by an end before it is a session.
  void note_failure(const failure& why) {
    const bool is_greeted = why.where == stage::greeting || why.where == stage::handshake;
    if (is_greeted && why.error != errc::timed_out && why.error != errc::stopped)
      was_turned_away = true;
  }

  asio::steady_timer news;
  std::vector<std::uint32_t> sizes;
  std::vector<size_result> results;
  std::list<watchdog> limits;
  std::size_t running = 0;
  std::size_t opened = 0;
  bool was_turned_away = false;  // one of them
};

}  // namespace tmss10

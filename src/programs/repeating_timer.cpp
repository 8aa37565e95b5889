// SPDX-License-Identifier: MIT
#include "repeating_timer.hpp"

#include <utility>

namespace tmss10 {

void repeating_timer::start(std::chrono::nanoseconds every, std::function<bool()> call) {
  every_ = every;
  call_ = std::move(call);
  await(clock::now() + every);
}

void repeating_timer::await(clock::time_point due) {
  timer_.expires_at(due);
  timer_.async_wait([this, due](const asio::error_code& error) {
    if (error || !call_()) return;
    const auto next = due + every_;
    const auto now = clock::now();
    await(next > now ? next : now + every_);
  });
}

}  // namespace tmss10

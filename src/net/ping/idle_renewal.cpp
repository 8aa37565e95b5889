// SPDX-License-Identifier: MIT
#include "idle_renewal.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/as_tuple.hpp>

#include <utility>

namespace tmss10 {

idle_renewal::idle_renewal(const asio::any_io_executor& executor, const site_key& key,
                           idle_connection::clock::duration reply_limit)
    : executor_(executor),
      key_(key),
      reply_limit_(reply_limit),
      turn_(executor, asio::steady_timer::time_point::max()) {}

asio::awaitable<bool> idle_renewal::replace(dial_settings dial, std::uint16_t port) {
  if (stopped_) co_return false;
  dial.from.port = port;
  const auto made = made_.emplace(made_.end(), executor_, key_, reply_limit_);
  const idle_connection::listener tell_nobody = [](const ping_event&) {};
  auto why = co_await made->open(std::move(dial), tell_nobody);
  bool works = !why;
  if (works) {
    (void)co_await made->end();
  } else if (why->error == errc::busy) {
    works = true;
  } else if (why->error != errc::stopped) {
    why_ = std::move(why);
  }
  made_.erase(made);
  turn_.cancel();
  co_return works;
}

asio::awaitable<bool> idle_renewal::works_now(dial_settings dial, std::uint16_t port) {
  bool works = co_await replace(dial, port);
  if (!works) works = co_await replace(dial, 0);
  co_return works;
}

asio::awaitable<void> idle_renewal::free(dial_settings dial, std::uint16_t port) {
  while (!stopped_ && !made_.empty())
    co_await turn_.async_wait(awaitable_tuple);
  (void)co_await replace(dial, port);
}

std::optional<failure> idle_renewal::take_reason() {
  return std::exchange(why_, std::nullopt);
}

void idle_renewal::stop() {
  stopped_ = true;
  for (auto& one : made_)
    one.stop();
  turn_.cancel();
}

}  // namespace tmss10

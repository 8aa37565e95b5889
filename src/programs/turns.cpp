// SPDX-License-Identifier: MIT
#include "turns.hpp"

#include <tmss10/net/as_tuple.hpp>

#include <asio/steady_timer.hpp>

#include <list>

namespace tmss10 {

struct turns::queue {
  struct waiter {
    explicit waiter(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    bool has_turn = false;
  };

  std::size_t free = 0;
  std::size_t taken = 0;
  std::list<std::shared_ptr<waiter>> waiting = {};

  void give_back() {
    if (waiting.empty()) {
      ++free;
      --taken;
      return;
    }
    const auto next = waiting.front();
    waiting.pop_front();
    next->has_turn = true;
    next->timer.cancel();
  }
};

turns::turn::~turn() {
  try {
    if (from_) from_->give_back();
  } catch (...) {  // the timer, which rings at last: whoever waits has the turn
  }
}

turns::turns(const asio::any_io_executor& executor, std::size_t most)
    : executor_(executor), queue_(std::make_shared<queue>(queue{most})) {}

void turns::patience::end() {
  has_ended_ = true;
  if (wake_) wake_();
}

asio::awaitable<std::optional<turns::turn>> turns::take(clock::time_point until,
                                                        patience& with) {
  const auto all = queue_;
  if (with.has_ended_) co_return std::nullopt;
  if (all->free > 0) {
    --all->free;
    ++all->taken;
    co_return std::optional<turn>(std::in_place, all);
  }
  const auto me = std::make_shared<queue::waiter>(executor_);
  all->waiting.push_back(me);
  me->timer.expires_at(until);
  with.wake_ = [me] { me->timer.cancel(); };
  co_await me->timer.async_wait(awaitable_tuple);
  with.wake_ = nullptr;
  if (me->has_turn) co_return std::optional<turn>(std::in_place, all);
  all->waiting.remove(me);
  co_return std::nullopt;
}

std::size_t turns::taken() const {
  return queue_->taken;
}

std::size_t turns::waiting() const {
  return queue_->waiting.size();
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/run/hold_up.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/error_code.hpp>
#include <asio/steady_timer.hpp>

#include <optional>
#include <utility>

namespace tmss10 {
namespace {

using time_point = asio::steady_timer::time_point;
constexpr time_point never = time_point::max();

}  // namespace

struct watchdog::state : std::enable_shared_from_this<state> {
  explicit state(const asio::any_io_executor& executor)
      : timer(std::in_place, executor) {}

  void set(time_point limit) {
    due = limit;
    expired = false;
    tripped = false;
    looked_again = false;
    if (!waiting || due < timer->expiry()) wait();
  }

  void wait() {
    waiting = true;
    timer->expires_at(due);
    timer->async_wait([self = shared_from_this()](const asio::error_code& error) {
      if (!error) self->look();
    });
  }

  void look() {
    waiting = false;
    if (due == never) return;
    const auto now = asio::steady_timer::clock_type::now();
    if (!looked_again && now >= due && is_held_up(timer->expiry(), now)) {
      looked_again = true;
      due = now + fresh_look;
    }
    if (now < due) {
      wait();
    } else {
      expired = true;
      fire();
    }
  }

  void fire() {
    due = never;
    const auto action = std::exchange(on_expiry, nullptr);
    action();
  }

  std::optional<asio::steady_timer> timer;  // none once the watchdog is gone
  std::function<void()> on_expiry;
  time_point due = never;
  bool waiting = false;
  bool expired = false;
  bool tripped = false;
  bool looked_again = false;  // after a hold-up
};

watchdog::watchdog(const asio::any_io_executor& executor)
    : state_(std::make_shared<state>(executor)) {}

watchdog::~watchdog() {
  state_->due = never;
  state_->on_expiry = nullptr;
  state_->timer.reset();
}

void watchdog::arm(duration limit, std::function<void()> on_expiry) {
  state_->on_expiry = std::move(on_expiry);
  state_->set(asio::steady_timer::clock_type::now() + limit);
}

void watchdog::extend(duration limit) {
  if (state_->due != never) state_->set(asio::steady_timer::clock_type::now() + limit);
}

void watchdog::disarm() {
  state_->due = never;
  state_->on_expiry = nullptr;
  state_->waiting = false;
  state_->timer->cancel();  // or it would keep a run() of the io_context from returning
}

void watchdog::trip() {
  state_->tripped = true;
  if (state_->due != never) state_->fire();
}

bool watchdog::expired() const {
  return state_->expired;
}

bool watchdog::tripped() const {
  return state_->tripped;
}

}  // namespace tmss10

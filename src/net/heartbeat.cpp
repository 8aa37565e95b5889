// SPDX-License-Identifier: MIT
#include <tmss10/net/heartbeat.hpp>

#include <asio/error_code.hpp>
#include <asio/steady_timer.hpp>

#include <optional>
#include <utility>

namespace tmss10 {

struct heartbeat::state : std::enable_shared_from_this<state> {
  state(const asio::any_io_executor& executor, listener to_call)
      : timer(std::in_place, executor), on_hold_up(std::move(to_call)) {}

  void wait() {
    timer->expires_at(watch->next_beat());
    timer->async_wait([self = shared_from_this()](const asio::error_code& error) {
      if (!error) self->beat();
    });
  }

  void beat() {
    if (!watch) return;  // stopped when this was on its way already
    look(clock::now());
    if (watch) wait();
  }

  void look(clock::time_point now) {
    if (!watch) return;
    if (const auto found = watch->look(now)) {
      total += found->length();
      on_hold_up(*found);
    }
  }

  std::optional<asio::steady_timer> timer;  // none once the heartbeat is gone
  listener on_hold_up;
  std::optional<hold_up_watch> watch;  // while it beats
  clock::duration total{0};
};

heartbeat::heartbeat(const asio::any_io_executor& executor, listener on_hold_up)
    : state_(std::make_shared<state>(executor, std::move(on_hold_up))) {}

heartbeat::~heartbeat() {
  state_->watch.reset();
  state_->on_hold_up = nullptr;
  state_->timer.reset();
}

void heartbeat::start() {
  state_->watch.emplace(clock::now());
  state_->wait();
}

void heartbeat::stop() {
  state_->watch.reset();
  state_->timer->cancel();
}

void heartbeat::look(clock::time_point now) {
  state_->look(now);
}

heartbeat::clock::duration heartbeat::total() const {
  return state_->total;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/net/heartbeat.hpp>

#include <asio/error_code.hpp>
#include <asio/execution/context.hpp>
#include <asio/execution_context.hpp>
#include <asio/query.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <list>
#include <optional>
#include <utility>

namespace tmss10 {

struct heartbeat::state {
  state(shared_timer& timer, const asio::any_io_executor& executor, listener to_call)
      : timer_of_all(timer), runs_on(executor), on_hold_up(std::move(to_call)) {}

  void look(clock::time_point now) {
    if (!watch) return;
    if (const auto found = watch->look(now)) {
      total += found->length();
      on_hold_up(*found);
    }
  }

  shared_timer& timer_of_all;
  asio::any_io_executor runs_on;
  listener on_hold_up;
  std::optional<hold_up_watch> watch;                   // while it beats
  std::list<std::shared_ptr<state>>::iterator place{};  // among all, while it beats
  clock::duration total{0};
};

/// Beats for all heartbeats of an execution context. With a timer each, ten thousand
/// pingers that wait would keep a processor busy with their timers.
class heartbeat::shared_timer final : public asio::execution_context::service {
 public:
  using key_type = shared_timer;
  inline static asio::execution_context::id id;

  explicit shared_timer(asio::execution_context& context)
      : asio::execution_context::service(context) {}

  static shared_timer& of(const asio::any_io_executor& executor) {
    return asio::use_service<shared_timer>(
        asio::query(executor, asio::execution::context));
  }

  void add(const std::shared_ptr<state>& one) {
    const auto now = clock::now();
    if (all_.empty()) {
      timer_.emplace(one->runs_on);
      wait(now);
    }
    one->place = all_.insert(all_.end(), one);
    one->watch.emplace(now);
    one->watch->expect_beat(std::max(timer_->expiry(), now));
  }

  void remove(state& one) {
    one.watch.reset();
    if (next_ == one.place) ++next_;
    all_.erase(one.place);
    if (all_.empty()) timer_.reset();  // or it would keep the io_context running
  }

 private:
  /// No service of the context may be used when this is destroyed.
  void shutdown() override { timer_.reset(); }

  void wait(clock::time_point now) {
    timer_->expires_at(now + hold_up_watch::beat);
    timer_->async_wait([this](const asio::error_code& error) {
      if (!error && !all_.empty()) beat();
    });
  }

  /// A listener may start, stop and destroy heartbeats.
  void beat() {
    const auto now = clock::now();
    wait(now);
    for (next_ = all_.begin(); next_ != all_.end();) {
      const auto one = *next_++;
      one->look(now);
      if (one->watch) one->watch->expect_beat(now + hold_up_watch::beat);
    }
  }

  std::optional<asio::steady_timer> timer_;                        // while any beats
  std::list<std::shared_ptr<state>> all_;                          // that beat
  std::list<std::shared_ptr<state>>::iterator next_ = all_.end();  // to be looked at
};

heartbeat::heartbeat(const asio::any_io_executor& executor, listener on_hold_up)
    : state_(std::make_shared<state>(shared_timer::of(executor), executor,
                                     std::move(on_hold_up))) {}

heartbeat::~heartbeat() {
  stop();
  state_->on_hold_up = nullptr;
}

void heartbeat::start() {
  stop();
  state_->timer_of_all.add(state_);
}

void heartbeat::stop() {
  if (state_->watch) state_->timer_of_all.remove(*state_);
}

void heartbeat::look(clock::time_point now) {
  state_->look(now);
}

heartbeat::clock::duration heartbeat::total() const {
  return state_->total;
}

}  // namespace tmss10

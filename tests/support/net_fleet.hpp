// SPDX-License-Identifier: MIT
#pragma once

#include "net_loop.hpp"
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping/fleet.hpp>

#include <asio/steady_timer.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tmss10::test {

/// Pings that do what a test says, and nothing of their own.
class scripted_pinging final : public pinging {
 public:
  using script = std::function<void(scripted_pinging&)>;

  /// `at_begin` and `at_stop` are called there, and may be empty.
  scripted_pinging(net_loop& loop, std::size_t target, listener listen, script at_begin,
                   script at_stop)
      : target_(target),
        listen_(std::move(listen)),
        at_begin_(std::move(at_begin)),
        at_stop_(std::move(at_stop)),
        change_(loop.executor()) {}

  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override {
    if (at_begin_) at_begin_(*this);
    while (!over_) {
      change_.expires_at(asio::steady_timer::time_point::max());
      co_await change_.async_wait(awaitable_tuple);
    }
    if (error_) std::rethrow_exception(error_);
    co_return why_;
  }
  void stop() override {
    ++stops_;
    if (at_stop_) at_stop_(*this);
    finish();
  }

  [[nodiscard]] std::size_t target() const { return target_; }
  [[nodiscard]] int stops() const { return stops_; }
  void tell(ping_event happened) {
    happened.target = target_;
    listen_(happened);
  }
  /// Has run() return.
  void finish(std::optional<failure> why = std::nullopt) {
    why_ = std::move(why);
    over_ = true;
    change_.cancel();
  }
  /// Has run() throw.
  void break_off(std::exception_ptr error) {
    error_ = std::move(error);
    finish();
  }

  [[nodiscard]] const statistics& totals() const override { return totals_; }
  [[nodiscard]] tcp_facts kernel() const override { return {}; }
  [[nodiscard]] bool deadline_passed() const override { return false; }
  [[nodiscard]] std::optional<failure> silence() const override { return std::nullopt; }

 private:
  std::size_t target_;
  listener listen_;
  script at_begin_;
  script at_stop_;
  asio::steady_timer change_;
  statistics totals_;
  std::optional<failure> why_;
  std::exception_ptr error_;
  int stops_ = 0;
  bool over_ = false;
};

/// Settings that hold up nothing.
[[nodiscard]] inline fleet_settings without_limits() {
  fleet_settings out;
  out.rate = std::numeric_limits<double>::infinity();
  out.at_once = std::numeric_limits<std::size_t>::max();
  return out;
}

/// A fleet of scripted pings, and what became of them.
class scripted_fleet {
 public:
  /// What is to happen; each may be empty, and may be set until start().
  std::function<void(std::size_t)> at_make;
  scripted_pinging::script at_begin;
  scripted_pinging::script at_stop;
  std::function<void(const ping_event&)> at_event;
  std::function<void(std::size_t)> at_end;

  scripted_fleet(net_loop& loop, fleet_settings settings, std::size_t targets)
      : loop_(&loop),
        subject_(
            loop.executor(), settings, targets,
            [this](std::size_t target, pinging::listener listen) {
              return make(target, std::move(listen));
            },
            [this](const ping_event& happened) {
              events_.push_back(happened);
              if (at_event) at_event(happened);
            },
            [this](std::size_t target, const pinging& of,
                   const std::optional<failure>& why) { hear_end(target, of, why); }) {}
  ~scripted_fleet() {
    if (!run_ || is_over()) return;
    subject_.stop();
    CHECK(loop_->reaches([this] { return is_over(); }));
  }
  scripted_fleet(const scripted_fleet&) = delete;
  scripted_fleet& operator=(const scripted_fleet&) = delete;
  scripted_fleet(scripted_fleet&&) = delete;
  scripted_fleet& operator=(scripted_fleet&&) = delete;

  void start() { run_ = loop_->start(keep_error()); }
  /// Runs to the end; what run() threw comes out of this.
  void finish() {
    if (!run_) start();
    loop_->until([this] { return is_over(); });
    if (error_) std::rethrow_exception(error_);
  }
  [[nodiscard]] bool is_over() const { return run_->has_value(); }
  /// Runs what can run at once, and a little longer.
  void go_on() { loop_->run_for(std::chrono::milliseconds(5)); }
  void until_begun(std::size_t count) {
    loop_->until([this, count] { return begun_.size() >= count; });
  }
  void until_ended(std::size_t count) {
    loop_->until([this, count] { return ended_.size() >= count; });
  }

  [[nodiscard]] fleet& subject() { return subject_; }
  /// One that runs.
  [[nodiscard]] scripted_pinging& at(std::size_t target) {
    REQUIRE(subject_.find(target) == running_.at(target));
    return *running_.at(target);
  }
  [[nodiscard]] const std::vector<std::size_t>& begun() const { return begun_; }
  [[nodiscard]] const std::vector<std::size_t>& ended() const { return ended_; }
  [[nodiscard]] const std::vector<ping_event>& events() const { return events_; }
  [[nodiscard]] const std::map<std::size_t, std::error_code>& failures() const {
    return failures_;
  }
  /// The most there were at any time.
  [[nodiscard]] fleet_counts most() const { return most_; }
  /// How many pings there are that were not destroyed.
  [[nodiscard]] long alive() const { return alive_.use_count() - 1; }

 private:
  std::unique_ptr<pinging> make(std::size_t target, pinging::listener listen) {
    if (at_make) at_make(target);
    const auto begin = [this, alive = alive_](scripted_pinging& one) {
      begun_.push_back(one.target());
      running_[one.target()] = &one;
      const auto now = subject_.counts();
      most_.running = std::max(most_.running, now.running);
      most_.connecting = std::max(most_.connecting, now.connecting);
      if (at_begin) at_begin(one);
    };
    return std::make_unique<scripted_pinging>(*loop_, target, std::move(listen), begin,
                                              at_stop);
  }
  void hear_end(std::size_t target, const pinging& of,
                const std::optional<failure>& why) {
    CHECK(&of == running_.at(target));
    CHECK(subject_.find(target) == nullptr);
    running_.erase(target);
    ended_.push_back(target);
    if (why) failures_[target] = why->error;
    if (at_end) at_end(target);
  }
  asio::awaitable<void> keep_error() {
    try {
      co_await subject_.run();
    } catch (...) {
      error_ = std::current_exception();
    }
  }

  net_loop* loop_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
  std::map<std::size_t, scripted_pinging*> running_;
  std::vector<std::size_t> begun_;
  std::vector<std::size_t> ended_;
  std::vector<ping_event> events_;
  std::map<std::size_t, std::error_code> failures_;
  fleet_counts most_;
  std::exception_ptr error_;
  fleet subject_;
  started_void run_;
};

/// What a script does first or last, as a listener of every start in a scripted_fleet.
inline void establish(scripted_pinging& one) {
  one.tell(event::established{});
}
inline void end_at_once(scripted_pinging& one) {
  one.finish();
}

}  // namespace tmss10::test

// SPDX-License-Identifier: MIT
#pragma once

#include "net_loop.hpp"
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10::test {

/// An event in the words of pinger_run::told(); none for connecting, attempt,
/// unsent, sent, attempted, retransmitted and held_up.
[[nodiscard]] std::string words_for(const ping_event& happened);

/// A pinger of either kind under way, and everything that it told.
template <typename Pinger>
class pinger_run {
 public:
  /// `what` are the pinger's own arguments.
  template <typename... Arguments>
  explicit pinger_run(net_loop& loop, Arguments&&... what)
      : loop_(&loop),
        subject_(loop.executor(), std::forward<Arguments>(what)...,
                 [this](const ping_event& happened) { hear(happened); }),
        run_(loop.start(subject_.run())) {}
  /// Stops a run that a test left, so that nothing outlives its pinger.
  ~pinger_run() {
    if (has_ended()) return;
    subject_.stop();
    CHECK(loop_->reaches([this] { return has_ended(); }));
  }
  pinger_run(const pinger_run&) = delete;
  pinger_run& operator=(const pinger_run&) = delete;
  pinger_run(pinger_run&&) = delete;
  pinger_run& operator=(pinger_run&&) = delete;

  /// Runs to the end of the run.
  std::optional<failure> finish() {
    loop_->until([this] { return has_ended(); });
    return **run_;
  }
  [[nodiscard]] bool ends_within(net_loop::clock::duration time) {
    return loop_->reaches([this] { return has_ended(); }, time);
  }
  [[nodiscard]] bool has_ended() const { return run_->has_value(); }

  void stop() { subject_.stop(); }
  /// Has stop() called from the callback of the next event of that kind.
  template <typename Event>
  void stop_at() {
    stop_at_ = [](const ping_event& happened) {
      return std::holds_alternative<Event>(happened);
    };
  }
  /// How many events were told after that call of stop(), which there must have been. Not
  /// those that may come at the end: from a busy machine, from TCP, or of pings that were
  /// due before.
  [[nodiscard]] std::size_t told_after_stop() const {
    REQUIRE(stopped_at_);
    const auto first = events_.begin() + static_cast<std::ptrdiff_t>(*stopped_at_);
    const auto count = std::count_if(first, events_.end(), [](const ping_event& one) {
      return !std::holds_alternative<event::held_up>(one) &&
             !std::holds_alternative<event::unsent>(one) &&
             !std::holds_alternative<event::retransmitted>(one);
    });
    return static_cast<std::size_t>(count);
  }

  /// What was told but for what has no words (see words_for): the names
  /// of the events with sequences and reasons, in order.
  [[nodiscard]] const std::vector<std::string>& told() const { return told_; }
  [[nodiscard]] const std::vector<ping_event>& events() const { return events_; }
  template <typename Event>
  [[nodiscard]] std::vector<Event> all() const {
    std::vector<Event> out;
    for (const auto& one : events_) {
      if (const auto* found = std::get_if<Event>(&one)) out.push_back(*found);
    }
    return out;
  }
  template <typename Event>
  [[nodiscard]] std::size_t count() const {
    return all<Event>().size();
  }
  /// Runs until so many events of that kind were told.
  template <typename Event>
  void until_told(std::size_t count = 1) {
    loop_->until([this, count] { return this->count<Event>() >= count; });
  }
  [[nodiscard]] const statistics& totals() const { return subject_.totals(); }
  [[nodiscard]] bool deadline_passed() const { return subject_.deadline_passed(); }
  [[nodiscard]] const Pinger& subject() const { return subject_; }

 private:
  void hear(const ping_event& happened) {
    events_.push_back(happened);
    if (auto words = words_for(happened); !words.empty()) {
      told_.push_back(std::move(words));
    }
    if (stop_at_ && stop_at_(happened)) {
      stop_at_ = nullptr;
      stopped_at_ = events_.size();
      subject_.stop();
    }
  }

  net_loop* loop_;
  std::function<bool(const ping_event&)> stop_at_;
  std::optional<std::size_t> stopped_at_;
  std::vector<ping_event> events_;
  std::vector<std::string> told_;
  Pinger subject_;
  started<std::optional<failure>> run_;
};

}  // namespace tmss10::test

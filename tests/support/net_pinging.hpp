// SPDX-License-Identifier: MIT
#pragma once

#include "net_key.hpp"
#include "net_loop.hpp"
#include <tmss10/net/pinger.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace tmss10::test {

/// Settings for pings to a port of this machine.
[[nodiscard]] pinger_settings pings_to(std::uint16_t port, std::uint64_t count = 4);

/// A pinger under way, and everything that it told. Its key must outlive it.
class pinging {
 public:
  pinging(net_loop& loop, pinger_settings settings, const site_key& key = open_mode_key);
  /// Stops a run that a test left, so that nothing outlives its pinger.
  ~pinging();
  pinging(const pinging&) = delete;
  pinging& operator=(const pinging&) = delete;
  pinging(pinging&&) = delete;
  pinging& operator=(pinging&&) = delete;

  /// Runs to the end of the run.
  std::optional<failure> finish();
  [[nodiscard]] bool ends_within(net_loop::clock::duration time);
  [[nodiscard]] bool has_ended() const { return run_->has_value(); }

  void stop() { subject_.stop(); }
  /// Has stop() called from the callback of the first event of that kind.
  template <typename Event>
  void stop_at() {
    stop_at_ = [](const ping_event& happened) {
      return std::holds_alternative<Event>(happened);
    };
  }

  /// What was told but for what a run begins with each time (connecting, sent): the names
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

 private:
  void hear(const ping_event& happened);

  net_loop* loop_;
  std::function<bool(const ping_event&)> stop_at_;
  std::vector<ping_event> events_;
  std::vector<std::string> told_;
  pinger subject_;
  started<std::optional<failure>> run_;
};

/// An event in the words of pinging::told().
[[nodiscard]] std::string words_for(const ping_event& happened);
[[nodiscard]] std::string reply(std::uint64_t sequence);
[[nodiscard]] std::string late_reply(std::uint64_t sequence);
[[nodiscard]] std::string bad_reply(std::uint64_t sequence, std::error_code reason);
[[nodiscard]] std::string lost(std::uint64_t sequence, std::error_code reason);
[[nodiscard]] std::string disconnected(std::error_code reason);

/// What a run tells until its first connection is made, and then that.
[[nodiscard]] std::vector<std::string> after_connecting(
    const std::vector<std::string>& rest);

}  // namespace tmss10::test

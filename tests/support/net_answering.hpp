// SPDX-License-Identifier: MIT
#pragma once

#include "net_key.hpp"
#include "net_loop.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10::test {

/// Settings for a free port of 127.0.0.1, with limits that no test reaches.
[[nodiscard]] responder_settings on_loopback();

/// A responder under way, and everything that it told. Its key must outlive it.
class answering {
 public:
  explicit answering(net_loop& loop, responder_settings settings = on_loopback(),
                     const site_key& key = open_mode_key);
  /// Stops a run that a test left, so that nothing outlives its responder.
  ~answering();
  answering(const answering&) = delete;
  answering& operator=(const answering&) = delete;
  answering(answering&&) = delete;
  answering& operator=(answering&&) = delete;

  [[nodiscard]] std::uint16_t port() const { return subject_.port(); }
  [[nodiscard]] responder_counters counters() const { return subject_.counters(); }
  /// Only asks it to stop.
  void stop() { subject_.stop(); }
  /// Has stop() called from the callback of the first event of that kind.
  template <typename Event>
  void stop_at() {
    stop_at_ = [](const responder_event& happened) {
      return std::holds_alternative<Event>(happened);
    };
  }
  /// Whether run() returns within that time.
  [[nodiscard]] bool ends_within(net_loop::clock::duration time);

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
  /// Runs until one of that kind is told, and returns it.
  template <typename Event>
  Event first() {
    until_told<Event>();
    return all<Event>().front();
  }

 private:
  void hear(const responder_event& happened);

  net_loop* loop_;
  std::function<bool(const responder_event&)> stop_at_;
  std::vector<responder_event> events_;
  responder subject_;
  started_void run_;
};

}  // namespace tmss10::test

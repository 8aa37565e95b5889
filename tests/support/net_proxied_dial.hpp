// SPDX-License-Identifier: MIT
#pragma once

#include "net_proxy.hpp"
#include <tmss10/core/verdict/diagnosis.hpp>

#include <optional>

namespace tmss10::test {

/// A dial through a proxy under way, the proxy's listener and its first connection.
class proxied_dial {
 public:
  explicit proxied_dial(bool with_credentials = false)
      : proxied_dial([](dial_settings&) {}, with_credentials) {}
  /// `change` is told the settings first.
  template <typename Change>
  explicit proxied_dial(Change change, bool with_credentials = false)
      : listener(loop), call(loop) {
    auto settings = dial_through(listener, with_credentials);
    change(settings);
    task_ = call.start(loop, settings);
    client.emplace(listener.accept());
  }

  [[nodiscard]] bool has_ended() const { return task_->has_value(); }
  [[nodiscard]] bool ends_within(net_loop::clock::duration time) {
    return loop.reaches([this] { return has_ended(); }, time);
  }
  /// What dial() returned.
  std::optional<failure> finish() { return loop.finish(task_); }
  /// Why it failed, which it must have.
  failure fail() {
    auto out = finish();
    REQUIRE(out);
    return *out;
  }
  /// The connection of the next request.
  void accept_another() { client.emplace(listener.accept()); }

  net_loop loop;
  net_listener listener;
  dial_call call;
  std::optional<net_socket> client;

 private:
  started<std::optional<failure>> task_;
};

}  // namespace tmss10::test

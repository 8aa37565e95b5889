// SPDX-License-Identifier: MIT
#pragma once

#include "net_loop.hpp"
#include <tmss10/net/dial.hpp>

#include <asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10::test {

/// One call of dial, and what came of it.
struct dial_call {
  explicit dial_call(net_loop& loop) : limit(loop.executor()) {}

  [[nodiscard]] started<std::optional<failure>> start(net_loop& loop,
                                                      dial_settings settings) {
    return loop.start(run(std::move(settings)));
  }
  std::optional<failure> call(net_loop& loop, dial_settings settings) {
    return loop.finish(start(loop, std::move(settings)));
  }

  std::optional<reached> target;
  watchdog limit;
  std::vector<event::connecting> begun;
  std::vector<event::attempt> attempts;
  std::vector<ping_event> told;  // the others
  std::function<void(const ping_event&)> tell = [this](const ping_event& happened) {
    if (const auto* one = std::get_if<event::connecting>(&happened)) {
      begun.push_back(*one);
    } else if (const auto* tried = std::get_if<event::attempt>(&happened)) {
      attempts.push_back(*tried);
    } else {
      told.push_back(happened);
    }
  };

 private:
  asio::awaitable<std::optional<failure>> run(dial_settings settings) {
    auto dialled = co_await dial(std::move(settings), limit, tell);
    if (!dialled) co_return dialled.error();
    target = std::move(*dialled);
    co_return std::nullopt;
  }
};

[[nodiscard]] inline dial_settings dial_to(std::string host, std::uint16_t port) {
  dial_settings out;
  out.host = std::move(host);
  out.port = port;
  out.timeout = std::chrono::seconds(20);
  return out;
}

}  // namespace tmss10::test

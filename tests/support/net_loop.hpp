// SPDX-License-Identifier: MIT
#pragma once

#include "../catch.hpp"

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace tmss10::test {

/// A coroutine that a test has started, and what it returned once it did.
template <typename T>
using started = std::shared_ptr<std::optional<T>>;
/// The same of one that returns nothing.
using started_void = started<std::monostate>;

/// The io_context of a test. All happens on the test's own thread, and only while one of
/// these functions runs, so a test reads from top to bottom. No wait is without end.
class net_loop {
 public:
  using clock = std::chrono::steady_clock;
  /// Far longer than anything takes on a slow and busy machine; a test that gets here
  /// hangs.
  static constexpr clock::duration safety_limit = std::chrono::seconds(30);

  [[nodiscard]] asio::any_io_executor executor() { return io_.get_executor(); }

  /// Runs until the condition holds. False: it did not, all that time.
  template <typename Condition>
  [[nodiscard]] bool reaches(Condition holds, clock::duration within = safety_limit) {
    const auto end = clock::now() + within;
    while (!holds()) {
      if (clock::now() >= end) {
        io_.poll();  // what was due before the end, on a machine that was busy
        return holds();
      }
      // A condition on a socket of the test's own becomes true without a handler.
      io_.run_one_until(std::min(end, clock::now() + std::chrono::milliseconds(1)));
    }
    return true;
  }

  /// Runs until the condition holds; a test in which it never does has failed.
  template <typename Condition>
  void until(Condition holds) {
    if (!reaches(holds)) FAIL("the safety limit was reached");
  }

  void run_for(clock::duration time) { io_.run_for(time); }
  /// Runs what can run without waiting: all of it, or one handler.
  void run_ready() { io_.poll(); }
  void run_one_ready() { io_.poll_one(); }
  /// Runs one handler, and waits for it.
  void run_one() {
    if (io_.run_one_for(safety_limit) == 0) FAIL("the safety limit was reached");
  }

  /// Starts a coroutine; what it throws comes out of the function that runs it.
  template <typename T>
  [[nodiscard]] started<T> start(asio::awaitable<T> task) {
    auto out = std::make_shared<std::optional<T>>();
    spawn(keep(std::move(task), out));
    return out;
  }
  [[nodiscard]] started_void start(asio::awaitable<void> task) {
    auto out = std::make_shared<std::optional<std::monostate>>();
    spawn(keep(std::move(task), out));
    return out;
  }

  /// Runs until a coroutine has returned.
  template <typename T>
  T finish(const started<T>& task) {
    until([&task] { return task->has_value(); });
    return std::move(**task);
  }
  template <typename T>
  T finish(asio::awaitable<T> task) {
    return finish(start(std::move(task)));
  }
  void finish(asio::awaitable<void> task) { finish(start(std::move(task))); }

 private:
  template <typename T>
  static asio::awaitable<void> keep(asio::awaitable<T> task, started<T> out) {
    auto value = co_await std::move(task);
    out->emplace(std::move(value));
  }
  static asio::awaitable<void> keep(asio::awaitable<void> task, started_void out) {
    co_await std::move(task);
    out->emplace();
  }
  void spawn(asio::awaitable<void> task) {
    asio::co_spawn(io_, std::move(task), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
};

}  // namespace tmss10::test

// SPDX-License-Identifier: MIT
#include "run_signals.hpp"

#include "system/console.hpp"
#include "system/text_stream.hpp"

#include <csignal>
#include <utility>

namespace tmss10 {
namespace {

#ifdef SIGQUIT
constexpr int snapshot_signal = SIGQUIT;  // Ctrl-backslash
#else
constexpr int snapshot_signal = SIGBREAK;  // Ctrl-Break
#endif

/// An exit code for a signal is this and its number, as shells have it.
constexpr int first_of_signals = 128;

}  // namespace

run_signals::run_signals(asio::io_context& io, std::function<void()> stop)
    : stop_(std::move(stop)), stop_signals_(io), snapshot_signals_(io, snapshot_signal) {
  for (const int number : stop_signals())
    stop_signals_.add(number);
  end_at_second_stop_signal();
  go_on_writing_after(snapshot_signal);
  end_with_console();
  await_stop();
}

void run_signals::await_stop() {
  stop_signals_.async_wait([this](const asio::error_code& error, int number) {
    if (error) return;
    ended_by_ = static_cast<exit_code>(first_of_signals + number);
    stop_();
  });
}

void run_signals::await_snapshots(std::function<void()> show) {
  show_ = std::move(show);
  await_snapshot();
}

void run_signals::await_snapshot() {
  snapshot_signals_.async_wait([this](const asio::error_code& error, int /*number*/) {
    if (error) return;
    show_();
    await_snapshot();
  });
}

}  // namespace tmss10

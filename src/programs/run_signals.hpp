// SPDX-License-Identifier: MIT
#pragma once

#include "system/stop_signals.hpp"
#include <tmss10/core/verdict/exit_code.hpp>

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <functional>
#include <optional>

namespace tmss10 {

/// The signals of a run: those that end it, and the one that asks for a look at it.
class run_signals {
 public:
  /// From now on, they have their handlers. `stop` is called for one that ends the run.
  run_signals(asio::io_context& io, std::function<void()> stop);

  /// `show` is called for each one that asks for a look.
  void await_snapshots(std::function<void()> show);

  /// The exit code of the one that ended the run, if one did.
  [[nodiscard]] const std::optional<exit_code>& ended_by() const { return ended_by_; }

 private:
  void await_stop();
  void await_snapshot();

  std::function<void()> stop_;
  std::function<void()> show_;
  std::optional<exit_code> ended_by_;
  asio::signal_set stop_signals_;
  asio::signal_set snapshot_signals_;
  end_of_signals end_of_signals_;
};

}  // namespace tmss10

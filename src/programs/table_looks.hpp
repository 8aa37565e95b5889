// SPDX-License-Identifier: MIT
#pragma once

#include "repeating_timer.hpp"
#include "table_output.hpp"
#include "target_means.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/target_entry.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/net/ping/fleet.hpp>

#include <asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

namespace tmss10 {

/// What is shown of a run with several targets while it goes on: the frames of the live
/// table, counts on standard error, figures in the reports (--snapshot-every).
class table_looks {
 public:
  /// What a run with several targets is made of; all of it outlives the looks.
  struct parts {
    const ping_options& common;
    const std::vector<target_entry>& targets;
    const target_means& means;
    const fleet& pings;
    table_output& output;
  };

  /// `all`: what the targets that have ended add up to. `fail`: a report can't be written
  /// any more.
  table_looks(asio::io_context& io, parts of, std::function<run_outcome()> all,
              std::function<void()> fail);

  /// From now on; the run has begun at that time.
  void start(std::chrono::system_clock::time_point began);

  /// How many targets are up, down and so on, to standard error.
  void show_counts() const;

 private:
  using visitor = std::function<void(std::size_t target, const pinging& pings)>;

  void for_each_running(const visitor& visit) const;
  bool draw();
  bool snapshot();
  [[nodiscard]] run_outcome so_far(std::size_t target, const pinging& pings) const;

  parts of_;
  std::function<run_outcome()> all_;
  std::function<void()> fail_;
  std::chrono::system_clock::time_point began_;
  repeating_timer frames_;
  repeating_timer snapshots_;
};

}  // namespace tmss10

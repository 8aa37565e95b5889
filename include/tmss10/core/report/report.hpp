// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/occurrence.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <system_error>

namespace tmss10 {

/// In which order the reports of a run end, so that each can say what went wrong with
/// others.
enum class report_turn {
  /// What can be written again, if something goes wrong after it.
  correctable,
  /// What is written to standard output.
  standard_output,
  /// What is written once, in a file.
  at_last,
};

/// A reader of the events of a run, which writes them for somebody.
class report {
 public:
  report() = default;
  virtual ~report() = default;
  report(const report&) = delete;
  report& operator=(const report&) = delete;
  report(report&&) = delete;
  report& operator=(report&&) = delete;

  /// The run begins: files of earlier runs are emptied.
  virtual void begin(const run_description& /*run*/,
                     std::chrono::system_clock::time_point /*now*/) {}

  /// One event. `totals`: with what has happened. False: it can't be written any more,
  /// and the run is of no more use.
  [[nodiscard]] virtual bool on(const occurrence& happened, const statistics& totals) = 0;

  /// A target of several has ended, or the run has before its turn. False as above.
  [[nodiscard]] virtual bool end_target(std::size_t /*target*/,
                                        const run_outcome& /*outcome*/,
                                        std::chrono::system_clock::time_point /*now*/) {
    return true;
  }

  /// What a look at one of several targets shows while it runs. snapshot() follows, with
  /// the outcome of all that have ended. False as above.
  [[nodiscard]] virtual bool snapshot_target(
      std::size_t /*target*/, const run_outcome& /*so_far*/,
      std::chrono::system_clock::time_point /*now*/) {
    return true;
  }

  /// What a look at the run shows while it goes on, for a reader who wants it from time
  /// to time. Nothing of the outcome but its target and its figures is known. False: it
  /// can't be written any more, and the run is of no more use.
  [[nodiscard]] virtual bool snapshot(const run_outcome& /*so_far*/,
                                      std::chrono::system_clock::time_point /*now*/) {
    return true;
  }

  /// When it is to be ended.
  [[nodiscard]] virtual report_turn turn() const { return report_turn::at_last; }

  /// The run is over. With an error in the outcome, it can't go on or be reported.
  virtual void end(const run_outcome& outcome,
                   std::chrono::system_clock::time_point now) = 0;

  /// Another report could not be ended, or nobody read it, which changes the outcome. Is
  /// called only for a correctable report, which writes itself again if it can.
  virtual void end_again(const run_outcome& /*outcome*/,
                         std::chrono::system_clock::time_point /*now*/) {}

  /// Why it could not be written so far. Standard output is not meant.
  [[nodiscard]] virtual std::optional<std::system_error> failed() const {
    return std::nullopt;
  }
};

}  // namespace tmss10

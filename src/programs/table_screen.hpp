// SPDX-License-Identifier: MIT
#pragma once

#include "system/terminal.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/report/table_line.hpp>
#include <tmss10/core/report/table_summary.hpp>
#include <tmss10/core/run/loss_kinds.hpp>

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace tmss10 {

/// What people read of several targets on standard output: a line for each target at its
/// end, and the block. With -v also a line for each ping; with -t, unless the table is
/// drawn over itself, a line when a target goes down or up.
class table_screen final : public report {
 public:
  /// `standard_output` must outlive it.
  table_screen(const ping_options& options, bool tells_changes,
               text_stream& standard_output);

  void begin(const run_description& run,
             std::chrono::system_clock::time_point now) override;
  bool on(const occurrence& happened, const statistics& totals) override;
  bool end_target(std::size_t target, const run_outcome& outcome,
                  std::chrono::system_clock::time_point now) override;
  /// Nothing: the block comes first, since it shows whether anybody reads it.
  void end(const run_outcome& /*outcome*/,
           std::chrono::system_clock::time_point /*now*/) override {}

  /// Keeps the lines of targets back, while something else is on the terminal.
  void hold() { is_held_ = true; }
  /// Writes those that were kept back, and all others from now on.
  void release();

  /// The block at the end.
  void show_summary();

 private:
  /// What was told of a target last.
  enum class told : unsigned char { nothing, up, down };

  [[nodiscard]] std::size_t room_for_lines(
      std::chrono::system_clock::time_point now) const;
  [[nodiscard]] std::string ping_line(const occurrence& happened);
  [[nodiscard]] std::string change_line(const occurrence& happened,
                                        const statistics& totals);

  text_stream& out_;
  terminal terminal_{stdout};
  bool quiet_;
  bool verbose_;
  bool tells_changes_;
  timestamp_format timestamps_;
  timestamp_format change_timestamps_;
  table_style style_;
  std::vector<std::string> names_;
  std::vector<loss_kinds> losses_;
  std::vector<told> told_;
  std::unordered_map<std::size_t, text_report> pings_;  // of those that run, with -v
  table_summary summary_;
  bool is_held_ = false;
  std::string held_;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "system/system_files.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/report/report.hpp>

#include <filesystem>
#include <string>

namespace tmss10 {

/// The vendor's trace log: TMSSAPILOG-<process id>.txt in the directory that the
/// environment variable TMSSAPILOGDIR names, one line for each step, at local time. Lines
/// are appended, so that two runs never write into each other's. What others can have put
/// into the directory under that name is not written to. When it can't be written, that
/// is one warning, and nothing more is logged.
class trace_file final : public report {
 public:
  /// Without the variable, it does nothing.
  explicit trace_file(file_warning warn);

  bool on(const occurrence& happened, const statistics& totals) override;
  /// Nothing: the log has ended before the outcome is known.
  void end(const run_outcome& /*outcome*/,
           std::chrono::system_clock::time_point /*now*/) override {}
  /// Nothing happens any more.
  void end_log();

 private:
  void open(const std::filesystem::path& directory);
  void write_line(const std::string& line);
  void give_up(const std::string& reason);

  file_warning warn_;
  opened_file file_;
};

}  // namespace tmss10

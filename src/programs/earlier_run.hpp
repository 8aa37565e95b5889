// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/run_facts.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <filesystem>

namespace tmss10 {

/// The run of --baseline, with which one that goes on will be compared.
class earlier_run {
 public:
  /// Reads the report. Throws std::runtime_error, which names the file and says what is
  /// wrong, if it can't be read or is of no use for that target.
  earlier_run(const std::filesystem::path& report, const ping_options& options);

  void begin(const run_description& run);
  void hear(const ping_event& happened);
  /// `outcome`: of the run that has ended, with its verdict.
  [[nodiscard]] compared_runs compare_with(const run_outcome& outcome) const;

 private:
  run_facts before_;
  run_record now_;
};

}  // namespace tmss10

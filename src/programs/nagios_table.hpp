// SPDX-License-Identifier: MIT
#pragma once

#include "system/text_stream.hpp"
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// The output of a monitoring plugin for several targets, all of it at the end. Not in
/// case of an error: whoever finds that the run can't go on writes another line in its
/// place.
class nagios_table final : public report {
 public:
  /// `standard_output` must outlive it.
  nagios_table(const nagios_thresholds& thresholds, text_stream& standard_output)
      : thresholds_(thresholds), out_(standard_output) {}

  void begin(const run_description& run,
             std::chrono::system_clock::time_point /*now*/) override {
    names_ = run.targets;
  }
  bool on(const occurrence& /*happened*/, const statistics& /*totals*/) override {
    return true;
  }
  bool end_target(std::size_t target, const run_outcome& outcome,
                  std::chrono::system_clock::time_point now) override;
  [[nodiscard]] report_turn turn() const override { return report_turn::standard_output; }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override;

 private:
  struct ended {
    std::size_t target = 0;
    run_outcome outcome;
  };

  nagios_thresholds thresholds_;
  text_stream& out_;
  std::vector<std::string> names_;
  std::vector<ended> ended_;
};

}  // namespace tmss10

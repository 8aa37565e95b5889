// SPDX-License-Identifier: MIT
#pragma once

#include "system/text_stream.hpp"
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>
#include <tmss10/core/verdict/service_note.hpp>

#include <string>

namespace tmss10 {

/// The one line of a monitoring plugin. Not in case of an error: whoever finds that the
/// run can't go on writes another line in its place.
class nagios_line final : public report {
 public:
  /// `standard_output` must outlive it.
  nagios_line(const nagios_thresholds& thresholds, text_stream& standard_output)
      : thresholds_(thresholds), out_(standard_output) {}

  bool on(const occurrence& happened, const statistics& totals) override;
  [[nodiscard]] report_turn turn() const override { return report_turn::standard_output; }
  void end(const run_outcome& outcome,
           std::chrono::system_clock::time_point now) override;

 private:
  nagios_thresholds thresholds_;
  text_stream& out_;
  service_note service_note_;
  std::string note_;  // the first one
};

}  // namespace tmss10

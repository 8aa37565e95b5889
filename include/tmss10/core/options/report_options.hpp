// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/metric_label.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace tmss10 {

/// The reports that other programs read.
struct report_options {
  /// "-" is standard output, where then nothing else is written.
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> csv;
  /// Whether these two files keep what is in them.
  bool append = false;
  std::optional<std::filesystem::path> prometheus;
  /// The user's own labels of the figures for Prometheus, each name once.
  std::vector<metric_label> labels;
  /// One line for a monitoring system in place of all text, and its exit codes.
  bool nagios = false;
  nagios_thresholds thresholds;
};

}  // namespace tmss10

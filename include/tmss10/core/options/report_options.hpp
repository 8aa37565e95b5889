// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The reports that go to files, or that other programs read.
struct report_options {
  /// "-" is standard output, where then nothing else is written.
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> csv;
  /// Whether these two files keep what is in them.
  bool append = false;
  std::optional<std::filesystem::path> prometheus;
  /// The user's own labels of the figures for Prometheus, each name once.
  std::vector<metric_label> labels;
  /// The time from one look at the figures to the next while the run goes on: they are
  /// told on standard error, and the file for Prometheus is replaced. None: only at the
  /// end.
  std::optional<std::chrono::nanoseconds> snapshot_every;
  /// The whole run as a page for people, and as a document for programs. Never "-".
  std::optional<std::filesystem::path> page;
  std::optional<std::filesystem::path> document;
  /// Whether names and addresses in these are replaced by stand-ins.
  bool redact = false;
  /// One line for a monitoring system in place of all text, and its exit codes.
  bool nagios = false;
  nagios_thresholds thresholds;
};

/// A report that goes to a file.
struct report_file {
  std::string_view option;
  std::optional<std::filesystem::path> report_options::*path;
  /// Whether it is written line by line, so that --append means something to it. The
  /// file of any other is replaced when it is complete.
  bool has_lines = false;
  /// Whether it may be written to standard output.
  bool is_for_output = true;
};

/// All of them. Those that are written line by line come first: what others do at the
/// end may fail, and is then told in these.
inline constexpr std::array report_files{
    report_file{"--json", &report_options::json, true},
    report_file{"--csv", &report_options::csv, true},
    report_file{"--prometheus", &report_options::prometheus, false},
    report_file{"--report", &report_options::page, false, false},
    report_file{"--report", &report_options::document, false, false},
};

/// How many reports are to be written to standard output, where there is room for one.
[[nodiscard]] std::size_t count_on_standard_output(const report_options& options);

}  // namespace tmss10

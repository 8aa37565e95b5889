// SPDX-License-Identifier: MIT
#pragma once

#include "system/text_stream.hpp"
#include <tmss10/core/options/report_options.hpp>
#include <tmss10/core/report/report.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace tmss10 {

/// Opens a report, and changes nothing in its file. Waits for the reader of a FIFO, at
/// most so long. Throws std::system_error naming a file that can't be written.
using report_opener =
    std::function<std::unique_ptr<report>(std::chrono::nanoseconds patience)>;

/// The reports for programs that a command line asks for. One that is written line by
/// line comes before one that is written as a whole. Each may be standard output, which
/// must outlive it.
[[nodiscard]] std::vector<report_opener> file_reports_of(const report_options& options,
                                                         text_stream& standard_output);

/// JSON Lines: an object for each event, and one for the outcome.
[[nodiscard]] report_opener json_report(const report_options& options,
                                        text_stream& standard_output);
/// Comma-separated values: a line for each ping that was decided.
[[nodiscard]] report_opener csv_report(const report_options& options,
                                       text_stream& standard_output);
/// The figures of the whole run, in the text format of Prometheus.
[[nodiscard]] report_opener prometheus_report(const report_options& options,
                                              text_stream& standard_output);

}  // namespace tmss10

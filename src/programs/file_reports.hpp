// SPDX-License-Identifier: MIT
#pragma once

#include "system/system_files.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/report_options.hpp>
#include <tmss10/core/report/report.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tmss10 {

/// Opens a report, and changes nothing in its file. Waits for the reader of a FIFO as
/// long as it may. Throws std::system_error naming a file that can't be written.
using report_opener = std::function<std::unique_ptr<report>(const patience& may_wait)>;

/// JSON Lines: an object for each event, and one for the outcome.
[[nodiscard]] report_opener json_report(const report_options& options,
                                        text_stream& standard_output);
/// Comma-separated values: a line for each ping that was decided.
[[nodiscard]] report_opener csv_report(const report_options& options,
                                       text_stream& standard_output);
/// The figures of the whole run, in the text format of Prometheus.
[[nodiscard]] report_opener prometheus_report(const report_options& options,
                                              text_stream& standard_output);

/// The whole run as a page for people.
[[nodiscard]] report_opener page_report(const report_options& options,
                                        text_stream& standard_output);
/// The same as a JSON document.
[[nodiscard]] report_opener document_report(const report_options& options,
                                            text_stream& standard_output);

/// A kind of report that goes to a file, and the option that names its file.
struct file_report {
  std::optional<std::filesystem::path> report_options::*file;
  report_opener (*opener)(const report_options& options, text_stream& standard_output);
};

/// All kinds. One that is written line by line comes before one that is written as a
/// whole.
inline constexpr std::array file_report_kinds{
    file_report{&report_options::json, json_report},
    file_report{&report_options::csv, csv_report},
    file_report{&report_options::prometheus, prometheus_report},
    file_report{&report_options::page, page_report},
    file_report{&report_options::document, document_report},
};

/// Those that a command line asks for, in that order, but FIFOs last: what can't be
/// opened is known before their readers are. Each may be standard output, which must
/// outlive it.
[[nodiscard]] std::vector<report_opener> file_reports_of(const report_options& options,
                                                         text_stream& standard_output);

/// Opens these for a run, and adds them to its reports. Throws std::system_error naming a
/// file that can't be written. Once `is_over` says that the run is to end, a FIFO without
/// a reader is left out.
void open_file_reports(const ping_options& options, text_stream& standard_output,
                       const std::function<bool()>& is_over,
                       std::vector<std::unique_ptr<report>>& into);

}  // namespace tmss10

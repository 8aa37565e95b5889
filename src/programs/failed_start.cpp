// SPDX-License-Identifier: MIT
#include "failed_start.hpp"

#include "describe_run.hpp"
#include "error_output.hpp"
#include "file_reports.hpp"
#include "output_files.hpp"
#include "ping_settings.hpp"
#include "system/libcrypto_start.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/run_labels.hpp>
#include <tmss10/core/report/report_nagios.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

namespace tmss10 {
namespace {

struct to_known {
  ping_options operator()(const ping_options& options) const { return options; }
  ping_options operator()(const table_options& options) const { return options.common; }
  template <typename Order>
  ping_options operator()(const Order& order) const {
    ping_options out;
    out.reports.nagios = order.nagios;
    out.timestamps = order.timestamps;
    return out;
  }
};

/// An error that is told already waits for no reader.
bool no_patience() {
  return false;
}

run_outcome outcome_of(const ping_options& known, const std::string& message) {
  run_outcome out;
  out.host = known.host;
  out.port = known.port;
  out.proxy = proxy_name_of(known);
  out.labels = metric_labels_of(known, out.proxy);
  out.judged.code = exit_code::usage;
  out.error = message;
  if (known.has_table) out.all.emplace();
  return out;
}

/// Whether a file has, or may have by then, what is lost when a run begins.
bool can_be_emptied(const std::filesystem::path& path) {
  std::error_code error;
  const auto there = std::filesystem::status(path, error);
  return path != "-" && (!exists(there) || is_regular_file(there));
}

/// Without the files that would be emptied before they are written, and without those of
/// --report, which replace the ones of an earlier run: of a command line that is wrong,
/// there is none.
report_options without_replaced_files(report_options reports) {
  reports.page.reset();
  reports.document.reset();
  if (reports.append) return reports;
  for (const auto& one : report_files) {
    auto& file = reports.*one.path;
    if (one.has_lines && file && can_be_emptied(*file)) file.reset();
  }
  return reports;
}

/// What can't be written is told by nobody: there is a message already, and one is
/// enough.
template <typename Write>
void attempt(const Write& write) {
  try {
    write();
  } catch (const std::exception&) {
    return;
  }
}

void report_failed_start(const ping_options& known, const std::string& message,
                         failed_part what_failed) {
  text_stream out(stdout, "standard output");
  attempt(start_libcrypto);  // it comes after the command line
  attempt([&] {
    const auto run = describe_run(known);
    auto reports = usable_reports(known);
    if (what_failed == failed_part::command_line) {
      reports = without_replaced_files(std::move(reports));
    }
    const auto outcome = outcome_of(known, message);
    for (const auto& open : file_reports_of(reports, out)) {
      attempt([&] {
        const auto one = open(no_patience);
        one->begin(run, std::chrono::system_clock::now());
        one->end(outcome, std::chrono::system_clock::now());
      });
    }
  });
}

}  // namespace

ping_options known_of(const ping_command& command) {
  return std::visit(to_known{}, command);
}

int explain_failure(const ping_options& known, const std::string& message) {
  run_end end;
  end.broken = true;
  bool is_told = false;
  if (known.reports.nagios) {
    end.plugin = known.reports.thresholds;
    text_stream out(stdout, "standard output");
    is_told = out.write(nagios_unknown(message));
  }
  if (!is_told) error_output(known.timestamps).warn(message);
  return judge(end, {}).status();
}

int explain_failed_start(const ping_options& known, const std::string& message,
                         failed_part what_failed) {
  report_failed_start(known, message, what_failed);
  return explain_failure(known, message);
}

}  // namespace tmss10

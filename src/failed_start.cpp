// SPDX-License-Identifier: MIT
#include "failed_start.hpp"

#include "file_reports.hpp"
#include "output_files.hpp"
#include "ping_settings.hpp"
#include "text_stream.hpp"
#include <tmss10/core/run_outcome.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <utility>

namespace tmss10 {
namespace {

/// An error that is told already waits for no reader.
constexpr std::chrono::nanoseconds no_patience{0};

run_outcome outcome_of(const ping_options& known, const std::string& message) {
  run_outcome out;
  out.host = known.host;
  out.port = known.port;
  out.proxy = proxy_name_of(known);
  out.labels = metric_labels_of(known, out.proxy);
  out.judged.code = exit_code::usage;
  out.error = message;
  return out;
}

/// Without the files that would be emptied before they are written.
report_options without_emptied_files(report_options reports) {
  if (reports.append) return reports;
  for (auto* file : {&reports.json, &reports.csv})
    if (*file && **file != "-") file->reset();
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

}  // namespace

bool report_failed_start(const ping_options& known, const std::string& message,
                         failed_part what_failed) {
  text_stream out(stdout, "standard output");
  attempt([&] {
    auto reports = usable_reports(known);
    if (what_failed == failed_part::command_line) {
      reports = without_emptied_files(std::move(reports));
    }
    const auto outcome = outcome_of(known, message);
    for (const auto& open : file_reports_of(reports, out)) {
      attempt([&] {
        const auto one = open(no_patience);
        one->begin();
        one->end(outcome, std::chrono::system_clock::now());
      });
    }
  });
  return !out.reader_is_gone();
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "file_reports.hpp"

#include <tmss10/core/base/errc.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace tmss10 {
namespace {

/// How long all FIFOs together may have no reader before that is an error: long enough
/// for one that is started at the same time, by a script or by hand.
std::chrono::nanoseconds patience_of(const ping_options& options) {
  constexpr std::chrono::nanoseconds most = std::chrono::seconds(5);
  return std::min(options.deadline.value_or(most), most);
}

}  // namespace

std::vector<report_opener> file_reports_of(const report_options& options,
                                           text_stream& standard_output) {
  std::vector<report_opener> out;
  for (const bool is_fifos_turn : {false, true}) {
    for (const auto& kind : file_report_kinds) {
      const auto& file = options.*kind.file;
      std::error_code error;
      if (!file || std::filesystem::is_fifo(*file, error) != is_fifos_turn) continue;
      out.push_back(kind.opener(options, standard_output));
    }
  }
  return out;
}

void open_file_reports(const ping_options& options, text_stream& standard_output,
                       const std::function<bool()>& is_over,
                       std::vector<std::unique_ptr<report>>& into) {
  const auto until = std::chrono::steady_clock::now() + patience_of(options);
  const auto may_wait = [&is_over, until] {
    return !is_over() && std::chrono::steady_clock::now() < until;
  };
  for (const auto& open : file_reports_of(options.reports, standard_output)) {
    try {
      into.push_back(open(may_wait));
    } catch (const std::system_error& error) {
      if (error.code() != errc::fifo_without_reader || !is_over()) throw;
    }
  }
}

}  // namespace tmss10

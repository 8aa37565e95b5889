// SPDX-License-Identifier: MIT
#include "file_reports.hpp"

#include <filesystem>
#include <system_error>

namespace tmss10 {

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

}  // namespace tmss10

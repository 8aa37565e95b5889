// SPDX-License-Identifier: MIT
#include "file_reports.hpp"

namespace tmss10 {

std::vector<report_opener> file_reports_of(const report_options& options,
                                           text_stream& standard_output) {
  std::vector<report_opener> out;
  for (const auto& kind : file_report_kinds) {
    if (options.*kind.file) out.push_back(kind.opener(options, standard_output));
  }
  return out;
}

}  // namespace tmss10

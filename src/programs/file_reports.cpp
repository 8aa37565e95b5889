// SPDX-License-Identifier: MIT
#include "file_reports.hpp"

namespace tmss10 {

std::vector<report_opener> file_reports_of(const report_options& options,
                                           text_stream& standard_output) {
  std::vector<report_opener> out;
  if (options.json) out.push_back(json_report(options, standard_output));
  if (options.csv) out.push_back(csv_report(options, standard_output));
  if (options.prometheus) out.push_back(prometheus_report(options, standard_output));
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/options/report_options.hpp>

#include <algorithm>

namespace tmss10 {

std::size_t count_on_standard_output(const report_options& options) {
  const auto is_there = [&options](const report_file& file) {
    return options.*file.path == std::filesystem::path("-");
  };
  const auto files = std::count_if(report_files.begin(), report_files.end(), is_there);
  return static_cast<std::size_t>(files) + (options.nagios ? 1 : 0);
}

}  // namespace tmss10

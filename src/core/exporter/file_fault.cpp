// SPDX-License-Identifier: MIT
#include "core/options/error_lines.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/file_fault.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

/// Those with the same line stay in their order.
void sort_by_line(std::vector<file_fault>& faults) {
  std::ranges::stable_sort(faults, {}, &file_fault::line);
}

}  // namespace

std::vector<std::string> lines_of_faults(std::vector<file_fault> faults,
                                         const std::string& file) {
  sort_by_line(faults);
  error_lines out(file, max_file_faults);
  for (const auto& fault : faults) {
    if (fault.line == 0) {
      out.add(fault.message);
    } else {
      out.add(fault.line, fault.message);
    }
  }
  return out.take();
}

std::vector<std::string> lines_of_warnings(std::vector<file_fault> warnings,
                                           const std::string& file) {
  sort_by_line(warnings);
  const auto name = printable(file);
  std::vector<std::string> out;
  for (const auto& one : warnings) {
    if (out.size() == max_file_faults) {
      const auto more = warnings.size() - max_file_faults;
      out.push_back(fmt::format("{}: warning: {} more {} left out", name, more,
                                more == 1 ? "is" : "are"));
      break;
    }
    out.push_back(fmt::format("{}:{}: warning: {}", name, one.line, one.message));
  }
  return out;
}

}  // namespace tmss10

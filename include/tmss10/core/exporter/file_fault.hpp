// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// What is wrong in a line of a file, counted from 1; 0: it is about the whole file.
struct file_fault {
  std::size_t line = 0;
  /// One line that can be printed.
  std::string message;
};

/// The most faults of a file that are reported one by one.
constexpr std::size_t max_file_faults = 20;

/// A line of text for each fault, "FILE:LINE: message", in the order of the lines, and
/// one more that counts those left out. `file` is made printable.
[[nodiscard]] std::vector<std::string> lines_of_faults(std::vector<file_fault> faults,
                                                       const std::string& file);

/// The same for what is only to be warned of: "FILE:LINE: warning: message".
[[nodiscard]] std::vector<std::string> lines_of_warnings(std::vector<file_fault> warnings,
                                                         const std::string& file);

}  // namespace tmss10

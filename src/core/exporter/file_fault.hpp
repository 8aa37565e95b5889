// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace tmss10 {

/// What is wrong in a line of a file, counted from 1; 0: it is about the whole file.
struct file_fault {
  std::size_t line = 0;
  /// One line that can be printed.
  std::string message;
};

}  // namespace tmss10

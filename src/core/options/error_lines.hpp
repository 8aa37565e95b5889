// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// What is wrong with a file, in lines that can be printed: "FILE:LINE: message".
class error_lines {
 public:
  /// Of which at most so many are shown one by one.
  error_lines(const std::string& file, std::size_t most);

  /// An error in a line, or of the whole file, which is always shown. `message` is one
  /// line that can be printed.
  void add(std::size_t line, const std::string& message);
  void add(const std::string& message);

  [[nodiscard]] bool empty() const { return count_ == 0; }

  /// The errors in the order in which they were added, and then one line that counts
  /// those that were left out.
  [[nodiscard]] std::vector<std::string> take();

 private:
  std::string file_;
  std::size_t most_;
  std::vector<std::string> lines_;
  std::size_t count_ = 0;
};

}  // namespace tmss10

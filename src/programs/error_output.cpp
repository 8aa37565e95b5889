// SPDX-License-Identifier: MIT
#include "error_output.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <chrono>

namespace tmss10 {

error_output::error_output(timestamp_format timestamps, color_choice color)
    : style_{screen_.wants_color(color), timestamps} {}

void error_output::tell(const diagnosis& told) {
  style_.columns = screen_.columns();
  stream_.write(failure_lines(told, style_, std::chrono::system_clock::now()));
}

void error_output::warn(const std::string& message) {
  write("TMSS10Ping: " + printable(message) + "\n");
}

void error_output::write(const std::string& lines) {
  stream_.write(
      with_timestamps(lines, style_.timestamps, std::chrono::system_clock::now()));
}

}  // namespace tmss10

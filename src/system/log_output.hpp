// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// What became of a write.
struct log_write {
  std::size_t written = 0;
  std::error_code error;  // when that is not all
};

/// Writes to standard error, and waits for whoever reads it; a signal does not end that
/// wait. A Windows service writes to the event log. It does not use the stream, whose
/// lock would stop the process from ending.
[[nodiscard]] log_write write_to_log(std::string_view text);

/// Runs this on a thread that nobody waits for, with a small stack: such a thread is for
/// what may block for ever. Throws std::system_error when there can't be one.
void start_log_thread(std::function<void()> body);

}  // namespace tmss10

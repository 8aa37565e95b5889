// SPDX-License-Identifier: MIT
#pragma once

#include "text_stream.hpp"
#include <tmss10/core/line_limit.hpp>
#include <tmss10/core/report_log.hpp>

#include <cstdint>
#include <mutex>
#include <string_view>

namespace tmss10 {

/// The log of a responder, on standard error. Strangers can cause lines, so there is a
/// limit to how many are written; then one line tells how many were left out. For any
/// thread.
class responder_log {
 public:
  /// `per_second`: of the lines that events cause, on average; zero: without a limit.
  responder_log(log_level level, std::uint32_t per_second);

  void tell(const responder_event& happened);
  /// A line of its own that is always written.
  void note(std::string_view text);

 private:
  std::mutex mutex_;
  text_stream out_{stderr, "standard error"};
  log_level level_;
  line_limit limit_;
};

}  // namespace tmss10

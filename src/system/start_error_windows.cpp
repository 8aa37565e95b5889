// SPDX-License-Identifier: MIT
#include "event_log.hpp"
#include "service_process.hpp"
#include "start_error.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <cstdio>

namespace tmss10 {

void tell_start_error(const std::string& line) {
  const auto text = printable(line);
  if (is_service()) return write_event(text, event_class::error);
  std::fprintf(stderr, "%s\n", text.c_str());
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "event_log.hpp"
#include "log_output.hpp"
#include "service_process.hpp"

#include <cerrno>
#include <io.h>
#include <thread>
#include <utility>

namespace tmss10 {

log_write write_to_log(std::string_view text) {
  constexpr int standard_error = 2;
  log_write out;
  if (is_service()) {
    write_event(text, event_class::information);
    out.written = text.size();
    return out;
  }
  while (out.written < text.size()) {
    const auto rest = text.substr(out.written);
    const int count =
        ::_write(standard_error, rest.data(), static_cast<unsigned>(rest.size()));
    if (count <= 0) {
      out.error = {count == 0 ? EIO : errno, std::generic_category()};
      return out;
    }
    out.written += static_cast<std::size_t>(count);
  }
  return out;
}

void start_log_thread(std::function<void()> body) {
  std::thread(std::move(body)).detach();
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "probe_refusals.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

namespace tmss10 {

http_answer internal_error() {
  return line_answer(500, "internal error; see the exporter's log");
}

http_answer abandoned() {
  return line_answer(503,
                     "the client ended its side of the connection, which ends the probe");
}

http_answer no_turn(std::size_t at_once) {
  return line_answer(
      503, fmt::format("{} {} already, and none has ended in time; see --at-once",
                       at_once, at_once == 1 ? "probe runs" : "probes run"));
}

http_answer session_in_use(const probe_request& of) {
  return line_answer(
      503, fmt::format("another probe of {} uses its session, and has not ended "
                       "in time; modules without keep-connection do not wait",
                       printable(of.target_text)));
}

http_answer stopping() {
  return line_answer(503, "the exporter is stopping");
}

http_answer no_module(const std::string& name) {
  return line_answer(400, fmt::format("there is no module {}", in_quotes(name)));
}

http_answer not_allowed(const probe_request& of, const char* what) {
  return line_answer(
      403, fmt::format("{} may not be probed: {}", printable(of.target_text), what));
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/event_log_text.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {
namespace {

TEST_CASE("event_log_text: a line has no line feed") {
  CHECK(event_log_text("listening on 0.0.0.0:5000\n") == "listening on 0.0.0.0:5000");
  CHECK(event_log_text("no end") == "no end");
  CHECK(event_log_text("\n").empty());
}

TEST_CASE("event_log_text: a percent sign before a digit is no place for a text") {
  CHECK(event_log_text("fe80::1%4 and %12") == "fe80::1% 4 and % 12");
  CHECK(event_log_text("fe80::1%eth0, 100%") == "fe80::1%eth0, 100%");
  CHECK(event_log_text("%%1") == "%% 1");
}

TEST_CASE("event_log_text: a text beyond the limit ends with a whole character") {
  constexpr std::size_t limit = 31'839;
  CHECK(event_log_text(std::string(limit, 'x')).size() == limit);
  CHECK(event_log_text(std::string(limit + 1, 'x')).size() == limit);
  const auto cut = event_log_text(std::string(limit - 1, 'x') + "\xC3\xB6");
  CHECK(cut == std::string(limit - 1, 'x'));
}

}  // namespace
}  // namespace tmss10

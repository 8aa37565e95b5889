// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/probe_limit.hpp>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

TEST_CASE("probe_limit: half a second less than Prometheus waits") {
  CHECK(probe_limit("10") == 9500ms);
  CHECK(probe_limit("2.5") == 2s);
  CHECK(probe_limit("110.5") == 110s);
}

TEST_CASE("probe_limit: of a second or less, half of it") {
  CHECK(probe_limit("1") == 500ms);
  CHECK(probe_limit("0.2") == 100ms);
  CHECK(probe_limit("0.000001") == 500ns);
}

TEST_CASE("probe_limit: the longest without a time, and where it is none") {
  CHECK(probe_limit({}) == longest_probe);
  for (const auto* text : {"", "0", "-1", "+1", "1e3", "1s", " 1", "nan", "inf", "1,5",
                           "1.2.3", "0.0", "600", "99999999999999999999999999"})
    CHECK(probe_limit(text) == longest_probe);
}

}  // namespace
}  // namespace tmss10

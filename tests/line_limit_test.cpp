// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/line_limit.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr line_limit::time_point begin{};

/// How many of a thousand lines at once may be written.
int written_at(line_limit& limit, line_limit::time_point now) {
  int written = 0;
  for (int i = 0; i < 1000; ++i)
    written += limit.ask(now) ? 1 : 0;
  return written;
}

TEST_CASE("line_limit: a burst, and then so many a second") {
  line_limit limit(10, 100);
  CHECK(written_at(limit, begin) == 100);
  CHECK(written_at(limit, begin) == 0);
  CHECK(written_at(limit, begin + 99ms) == 0);
  CHECK(written_at(limit, begin + 100ms) == 1);
  CHECK(written_at(limit, begin + 1100ms) == 10);
}

TEST_CASE("line_limit: what was not used is saved up to a burst") {
  line_limit limit(10, 100);
  CHECK(written_at(limit, begin) == 100);
  CHECK(written_at(limit, begin + 1h) == 100);
}

TEST_CASE("line_limit: it tells how many were left out, once") {
  line_limit limit(1, 1);
  CHECK(limit.ask(begin) == 0);
  CHECK(limit.ask(begin) == std::nullopt);
  CHECK(limit.ask(begin + 500ms) == std::nullopt);
  CHECK(limit.ask(begin + 1s) == 2);
  CHECK(limit.ask(begin + 2s) == 0);
}

TEST_CASE("line_limit: zero is no limit") {
  line_limit limit(0, 1);
  CHECK(written_at(limit, begin) == 1000);
}

}  // namespace
}  // namespace tmss10

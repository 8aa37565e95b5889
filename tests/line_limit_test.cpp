// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/responder/line_limit.hpp>

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
  CHECK(written_at(limit, begin + 1200ms) == 9);
}

TEST_CASE("line_limit: the lines that tell of others left out are in the limit") {
  line_limit limit(10, 100);
  CHECK(written_at(limit, begin) == 100);
  int lines = 0;
  for (auto now = begin; now <= begin + 100s; now += 1ms) {
    if (const auto left_out = limit.ask(now)) lines += *left_out > 0 ? 2 : 1;
  }
  CHECK(lines >= 999);
  CHECK(lines <= 1001);
}

TEST_CASE("line_limit: what was not used is saved up to a burst") {
  line_limit limit(10, 100);
  CHECK(written_at(limit, begin) == 100);
  CHECK(written_at(limit, begin + 1h) == 99);  // and one that tells of those left out
}

TEST_CASE("line_limit: it tells how many were left out, once") {
  line_limit limit(1, 1);
  CHECK(limit.ask(begin) == 0);
  CHECK(limit.ask(begin) == std::nullopt);
  CHECK(limit.ask(begin + 500ms) == std::nullopt);
  CHECK(limit.ask(begin + 1s) == 2);
  CHECK(limit.ask(begin + 2s) == std::nullopt);
  CHECK(limit.ask(begin + 3s) == 1);
  CHECK(limit.ask(begin + 5s) == 0);
}

TEST_CASE("line_limit: without another line it tells, too, as soon as there may be one") {
  line_limit limit(1, 2);
  CHECK(limit.take_left_out(begin) == 0);
  CHECK(limit.ask(begin) == 0);
  CHECK(limit.ask(begin) == 0);
  CHECK(limit.ask(begin) == std::nullopt);
  CHECK(limit.ask(begin) == std::nullopt);
  CHECK(limit.left_out() == 2);
  CHECK(limit.take_left_out(begin + 999ms) == 0);
  CHECK(limit.take_left_out(begin + 1s) == 2);
  CHECK(limit.left_out() == 0);
  CHECK(limit.take_left_out(begin + 9s) == 0);
  CHECK(limit.ask(begin + 1s) == std::nullopt);  // that line was counted
  CHECK(limit.take_left_out(line_limit::time_point::max()) == 1);
}

TEST_CASE("line_limit: zero is no limit") {
  line_limit limit(0, 1);
  CHECK(written_at(limit, begin) == 1000);
}

}  // namespace
}  // namespace tmss10

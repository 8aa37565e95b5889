// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/failed_attempts.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

failure busy() {
  auto out = test::refused();
  out.where = stage::greeting;
  out.error = errc::busy;
  return out;
}

TEST_CASE("failed_attempts: each cause is counted by itself, with its last failure") {
  failed_attempts failed;
  CHECK(failed.count() == 0);
  auto why = test::refused();
  failed.add(why);
  failed.add(busy());
  why.waited = 77ms;
  failed.add(why);
  CHECK(failed.count() == 3);
  REQUIRE(failed.kinds().size() == 2);
  CHECK(failed.kinds()[0].of == cause::refused);
  CHECK(failed.kinds()[0].count == 2);
  CHECK(failed.kinds()[0].last.waited == 77ms);
  CHECK(failed.kinds()[1].of == cause::busy);
  CHECK(failed.kinds()[1].count == 1);
}

TEST_CASE("failed_attempts: however many there are, they take no more memory") {
  failed_attempts failed;
  for (int i = 0; i < 100'000; ++i)
    failed.add(i % 2 == 0 ? test::refused() : busy());
  CHECK(failed.count() == 100'000);
  CHECK(failed.kinds().size() == 2);
  CHECK(failed.kinds().capacity() <= 4);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "programs/run_watch.hpp"

#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

ping_options waiting_for(awaited what) {
  ping_options out;
  out.wait_for = what;
  return out;
}

failure unknown_name() {
  failure out;
  out.where = stage::resolve;
  out.error = errc::name_not_found;
  return out;
}

TEST_CASE("run_watch: without a wish nothing ends a run") {
  run_watch watch(ping_options{});
  const event::lost lost{1, 1s, errc::timed_out};
  for (int i = 0; i < 100; ++i)
    CHECK(!watch.ends_with(lost, {}));
  CHECK(!watch.ends_with(event::not_connected{test::refused()}, {}));
  CHECK(!watch.vain());
}

TEST_CASE("run_watch: what is waited for comes once") {
  run_watch up(waiting_for(awaited::up));
  CHECK(!up.ends_with(event::not_connected{test::refused()}, {}));
  CHECK(!up.has_come());
  CHECK(up.ends_with(event::reply{1, 44, 1ms, false}, {}));
  CHECK(up.has_come());
  CHECK(up.came().empty());
  run_watch down(waiting_for(awaited::down));
  CHECK(down.ends_with(event::not_connected{test::refused()}, {}));
  CHECK(down.has_come());
  CHECK(!down.came().empty());
}

TEST_CASE("run_watch: a failure that no time mends makes a wait vain, until an answer") {
  run_watch watch(waiting_for(awaited::down));
  statistics answered;
  answered.received = 1;
  CHECK(!watch.ends_with(event::not_connected{unknown_name()}, answered));
  CHECK(watch.ends_with(event::not_connected{unknown_name()}, {}));
  REQUIRE(watch.vain());
  CHECK(watch.vain()->error == errc::name_not_found);
}

TEST_CASE("run_watch: so many failures in a row end a run, with the last one's reason") {
  ping_options options;
  options.max_failures = 2;
  run_watch watch(options);
  const event::unsent unsent{1, errc::busy, 0s};
  CHECK(!watch.ends_with(event::not_connected{test::refused()}, {}));
  CHECK(!watch.ends_with(unsent, {}));
  CHECK(!watch.vain());
  CHECK(watch.ends_with(unsent, {}));
  REQUIRE(watch.vain());
  CHECK(watch.vain()->error == test::refused().error);
  run_watch other(options);
  statistics sent;
  sent.transmitted = 1;
  CHECK(!other.ends_with(event::lost{1, 1s, errc::timed_out}, sent));
  CHECK(other.ends_with(event::lost{2, 1s, errc::timed_out}, sent));
  CHECK(!other.vain());
}

}  // namespace
}  // namespace tmss10

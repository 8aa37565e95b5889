// SPDX-License-Identifier: MIT
#include "programs/turns.hpp"

#include "catch.hpp"
#include "support/net_loop.hpp"

#include <chrono>
#include <optional>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_loop;

turns::clock::time_point far_away() {
  return turns::clock::now() + net_loop::safety_limit;
}

turns::patience endless;

TEST_CASE("turns: so many are free, and the next one waits") {
  net_loop loop;
  turns two(loop.executor(), 2);
  auto first = loop.finish(two.take(far_away(), endless));
  auto second = loop.finish(two.take(far_away(), endless));
  CHECK(first.has_value());
  CHECK(second.has_value());
  CHECK(two.taken() == 2);
  const auto third = loop.start(two.take(far_away(), endless));
  loop.run_ready();
  CHECK(!third->has_value());
  CHECK(two.waiting() == 1);
  first.reset();
  auto got = loop.finish(third);
  CHECK(got.has_value());
  CHECK(two.taken() == 2);
  CHECK(two.waiting() == 0);
}

TEST_CASE("turns: who waits longest is next") {
  net_loop loop;
  turns one(loop.executor(), 1);
  auto first = loop.finish(one.take(far_away(), endless));
  const auto second = loop.start(one.take(far_away(), endless));
  const auto third = loop.start(one.take(far_away(), endless));
  loop.run_ready();
  first.reset();
  auto got = loop.finish(second);
  CHECK(got.has_value());
  loop.run_ready();
  CHECK(!third->has_value());
  got.reset();
  CHECK(loop.finish(third).has_value());
}

TEST_CASE("turns: who has waited too long leaves the turn to others") {
  net_loop loop;
  turns one(loop.executor(), 1);
  auto first = loop.finish(one.take(far_away(), endless));
  CHECK(!loop.finish(one.take(turns::clock::now() + 5ms, endless)));
  CHECK(one.waiting() == 0);
  first.reset();
  CHECK(one.taken() == 0);
  CHECK(loop.finish(one.take(far_away(), endless)).has_value());
}

TEST_CASE("turns: whoever has gone waits no longer") {
  net_loop loop;
  turns one(loop.executor(), 1);
  const auto first = loop.finish(one.take(far_away(), endless));
  turns::patience with;
  const auto second = loop.start(one.take(far_away(), with));
  loop.run_ready();
  with.end();
  CHECK(!loop.finish(second));
  CHECK(one.waiting() == 0);
  CHECK(!loop.finish(one.take(far_away(), with)));
  turns free(loop.executor(), 1);
  CHECK(!loop.finish(free.take(far_away(), with)));
  CHECK(free.taken() == 0);
}

TEST_CASE("turns: a turn may outlive them") {
  net_loop loop;
  std::optional<turns::turn> kept;
  {
    turns one(loop.executor(), 1);
    kept = loop.finish(one.take(far_away(), endless));
  }
  CHECK(kept.has_value());
  kept.reset();
}

}  // namespace
}  // namespace tmss10

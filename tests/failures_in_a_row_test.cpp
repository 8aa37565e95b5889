// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/failures_in_a_row.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const event::lost one_loss{1, 1s, errc::timed_out};

std::uint64_t in_a_row(const std::vector<ping_event>& events) {
  failures_in_a_row counted;
  for (const auto& happened : events)
    counted.on(happened);
  return counted.count();
}

TEST_CASE("failures_in_a_row: nothing has failed yet") {
  CHECK(failures_in_a_row().count() == 0);
}

TEST_CASE("failures_in_a_row: every kind of ping without an answer counts once") {
  CHECK(in_a_row({one_loss}) == 1);
  CHECK(in_a_row({event::bad_reply{1, errc::wrong_echo}}) == 1);
  CHECK(in_a_row({event::unsent{1, errc::timed_out}}) == 1);
  CHECK(in_a_row({event::connection_failed{1, {}, test::refused()}}) == 1);
  CHECK(in_a_row({one_loss, event::unsent{2, errc::timed_out},
                  event::bad_reply{3, errc::wrong_echo}, one_loss}) == 4);
}

TEST_CASE("failures_in_a_row: an answer in time begins anew") {
  CHECK(in_a_row({one_loss, one_loss, event::reply{3, 44, 1ms}}) == 0);
  CHECK(in_a_row({one_loss, event::connection_made{2, 1ms}, one_loss}) == 1);
  event::reply noticed_late{2, 44, 9s};
  noticed_late.noticed_late = true;
  CHECK(in_a_row({one_loss, noticed_late}) == 0);
}

TEST_CASE("failures_in_a_row: what comes late was lost before, and ends no row") {
  CHECK(in_a_row({one_loss, event::reply{1, 44, 9s, true}, one_loss}) == 2);
  event::bad_reply late{1, errc::wrong_echo};
  late.late = true;
  CHECK(in_a_row({one_loss, late}) == 1);
}

TEST_CASE("failures_in_a_row: an attempt at a connection counts by the pings it cost") {
  const event::not_connected vain{test::refused()};
  CHECK(in_a_row({vain}) == 0);
  CHECK(in_a_row({vain, event::unsent{1, {}}, vain, event::unsent{2, {}},
                  event::unsent{3, {}}}) == 3);
}

TEST_CASE("failures_in_a_row: a connection that is closed at once was made") {
  CHECK(in_a_row({one_loss, event::connection_made{2, 1ms},
                  event::closed_at_once{2, 1ms}}) == 0);
  CHECK(in_a_row({one_loss, event::banner{}}) == 1);
}

TEST_CASE("failures_in_a_row: what says nothing of a ping leaves the row as it is") {
  CHECK(in_a_row({one_loss, event::disconnected{errc::closed_by_peer},
                  event::connecting{}, event::resolved{}, event::attempt{},
                  event::connected{}, event::proxy_connected{}, event::tunnelled{},
                  event::greeted{}, event::established{}, event::sent{},
                  event::attempted{}, event::retransmitted{}, event::held_up{}}) == 1);
}

}  // namespace
}  // namespace tmss10

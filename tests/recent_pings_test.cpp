// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/loss_kinds.hpp>
#include <tmss10/core/run/recent_pings.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

event::reply reply_after(nanoseconds time) {
  event::reply out;
  out.round_trip = time;
  return out;
}

TEST_CASE("recent_pings: a target takes no more than 256 bytes") {
  STATIC_REQUIRE(sizeof(recent_pings) <= 256);
}

TEST_CASE("recent_pings: nothing has happened yet") {
  const recent_pings pings;
  CHECK(pings.count() == 0);
  CHECK(pings.missed() == 0);
  CHECK_FALSE(pings.last_round_trip());
}

TEST_CASE("recent_pings: each ping that is decided is kept, the newest first") {
  recent_pings pings;
  pings.on(reply_after(300us));
  pings.on(event::lost{});
  pings.on(event::unsent{});
  pings.on(event::bad_reply{});
  event::connection_made made;
  made.took = 2ms;
  pings.on(made);
  pings.on(event::connection_failed{});
  REQUIRE(pings.count() == 6);
  CHECK(pings.at(0).result == ping_result::lost);
  CHECK(pings.at(1).result == ping_result::answered);
  CHECK(pings.at(1).round_trip == 2ms);
  CHECK(pings.at(2).result == ping_result::lost);
  CHECK(pings.at(3).result == ping_result::unsent);
  CHECK(pings.at(4).result == ping_result::lost);
  CHECK(pings.at(5).round_trip == 300us);
  CHECK(pings.missed() == 4);
  CHECK(pings.last_round_trip() == 2ms);
}

TEST_CASE("recent_pings: a time is right to within 0.1 %, the last one exactly") {
  for (nanoseconds time = 1us; time < 24h; time += time / 7 + 13ns) {
    recent_pings pings;
    pings.on(reply_after(time));
    const auto off = pings.at(0).round_trip - time;
    CAPTURE(time.count(), off.count());
    CHECK(pings.at(0).result == ping_result::answered);
    CHECK((off < 0ns ? -off : off) <= time / 1000 + 1us);
    CHECK(pings.last_round_trip() == time);
  }
}

TEST_CASE("recent_pings: no time is too short or too long") {
  recent_pings pings;
  pings.on(reply_after(0ns));
  CHECK(pings.last_round_trip() == 0ns);
  CHECK(pings.at(0).round_trip == 0ns);
  pings.on(reply_after(-1ns));
  CHECK(pings.at(0).round_trip == 0ns);
  pings.on(reply_after(24h * 365));
  CHECK(pings.at(0).result == ping_result::answered);
  CHECK(pings.at(0).round_trip > 24h * 5);
}

TEST_CASE("recent_pings: the oldest make room") {
  recent_pings pings;
  pings.on(event::lost{});
  for (std::size_t i = 1; i < recent_pings::most_kept; ++i)
    pings.on(reply_after(1ms));
  CHECK(pings.count() == recent_pings::most_kept);
  CHECK(pings.missed() == 1);
  CHECK(pings.at(recent_pings::most_kept - 1).result == ping_result::lost);
  pings.on(reply_after(3ms));
  CHECK(pings.count() == recent_pings::most_kept);
  CHECK(pings.missed() == 0);
  CHECK(pings.at(0).round_trip == 3ms);
  CHECK(pings.at(recent_pings::most_kept - 1).round_trip == 1ms);
}

TEST_CASE("recent_pings: what was noticed late has no time") {
  recent_pings pings;
  auto reply = reply_after(6s);
  reply.noticed_late = true;
  pings.on(reply);
  CHECK(pings.at(0).result == ping_result::held_up);
  CHECK_FALSE(pings.last_round_trip());
  CHECK(pings.missed() == 0);
}

TEST_CASE("recent_pings: slots that were held up are shown, and not counted as missed") {
  recent_pings pings;
  pings.on(event::held_up{3s, 3});
  CHECK(pings.count() == 3);
  CHECK(pings.missed() == 0);
  CHECK(pings.at(2).result == ping_result::held_up);
  pings.on(event::held_up{3s, UINT64_MAX});
  CHECK(pings.count() == recent_pings::most_kept);
}

TEST_CASE("recent_pings: a late answer was lost before") {
  recent_pings pings;
  auto late = reply_after(6s);
  late.late = true;
  pings.on(late);
  event::bad_reply bad;
  bad.late = true;
  pings.on(bad);
  pings.on(event::not_connected{});
  pings.on(event::sent{});
  pings.on(event::disconnected{});
  CHECK(pings.count() == 0);
}

TEST_CASE("loss_kinds: each kind of loss is counted by itself") {
  loss_kinds losses;
  losses.on(event::lost{1, 5s, errc::timed_out});
  losses.on(event::lost{2, 6s, errc::timed_out, 0, 2s});
  losses.on(event::lost{3, 1s, std::make_error_code(std::errc::connection_reset)});
  event::bad_reply bad;
  bad.reason = errc::gzip_corrupt;
  losses.on(bad);
  bad.late = true;
  losses.on(bad);
  losses.on(event::unsent{});
  losses.on(event::connection_failed{});
  losses.on(reply_after(1ms));
  CHECK(losses.unanswered == 2);
  CHECK(losses.longest_wait == 5s);
  CHECK(losses.cut_off == 1);
  CHECK(losses.end == std::errc::connection_reset);
  CHECK(losses.answered_wrong == 1);
  CHECK(losses.fault == errc::gzip_corrupt);
}

}  // namespace
}  // namespace tmss10

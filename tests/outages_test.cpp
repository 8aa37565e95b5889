// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/outages.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// A moment of a run, from some beginning.
outages::time_point at(outages::duration since) {
  return outages::time_point(100h) + since;
}

TEST_CASE("outages: without a loss there is none") {
  outages subject;
  CHECK(subject.longest(at(0s)) == 0s);
  subject.answered(at(1s), at(1s));
  subject.answered(at(5s), at(5s));
  CHECK(subject.longest(at(9s)) == 0s);
}

TEST_CASE("outages: one lasts from the lost ping's sending to the next answer") {
  outages subject;
  subject.answered(at(1s), at(1s));
  subject.lost(at(2s), errc::timed_out);
  subject.answered(at(5s), at(5s));
  CHECK(subject.longest(at(60s)) == 3s);
}

TEST_CASE("outages: losses without an answer between them are one") {
  outages subject;
  subject.lost(at(1s), errc::timed_out);
  subject.lost(at(2s), errc::timed_out);
  subject.lost(at(3s), errc::timed_out);
  subject.answered(at(4s), at(4s));
  CHECK(subject.longest(at(60s)) == 3s);
}

// Connections that are tried side by side do not fail in the order of their beginnings.
TEST_CASE("outages: the loss that was sent first counts, whenever it is told") {
  outages subject;
  subject.lost(at(3s), errc::timed_out);
  subject.lost(at(1s), errc::timed_out);
  subject.lost(at(2s), errc::timed_out);
  subject.answered(at(4s), at(4s));
  CHECK(subject.longest(at(60s)) == 3s);
}

TEST_CASE("outages: the longest of several is told, wherever it stands") {
  outages subject;
  subject.lost(at(1s), errc::timed_out);
  subject.answered(at(2s), at(2s));
  subject.lost(at(3s), errc::timed_out);
  subject.answered(at(10s), at(10s));
  subject.lost(at(11s), errc::timed_out);
  subject.answered(at(13s), at(13s));
  CHECK(subject.longest(at(60s)) == 7s);
}

TEST_CASE("outages: one that goes on is as long as it is by now") {
  outages subject;
  subject.lost(at(1s), errc::timed_out);
  CHECK(subject.longest(at(2s)) == 1s);
  CHECK(subject.longest(at(5s)) == 4s);
}

TEST_CASE("outages: one that goes on counts only when it is longer than those before") {
  outages subject;
  subject.lost(at(1s), errc::timed_out);
  subject.answered(at(6s), at(6s));
  subject.lost(at(8s), errc::timed_out);
  CHECK(subject.longest(at(9s)) == 5s);
  CHECK(subject.longest(at(14s)) == 6s);
}

// Connections are tried side by side: one that fails late says nothing of the answers
// that the others had meanwhile.
TEST_CASE("outages: no outage is longer than from one answer to the next") {
  outages subject;
  subject.answered(at(1s), at(1s));
  subject.answered(at(4s), at(4s));
  subject.lost(at(0s), errc::timed_out);
  CHECK(subject.longest(at(4500ms)) == 500ms);
  subject.answered(at(5s), at(5s));
  CHECK(subject.longest(at(60s)) == 1s);
}

TEST_CASE("outages: asking changes nothing") {
  outages subject;
  subject.lost(at(1s), errc::timed_out);
  CHECK(subject.longest(at(50s)) == 49s);
  subject.answered(at(2s), at(2s));
  CHECK(subject.longest(at(60s)) == 1s);
}

TEST_CASE("outages: time in which the program was held up is no part of one") {
  outages subject;
  subject.answered(at(1s), at(1s));
  subject.lost(at(2s), errc::timed_out);
  subject.held_up(10s);
  CHECK(subject.longest(at(13s)) == 1s);
  subject.answered(at(14s), at(14s));
  CHECK(subject.longest(at(60s)) == 2s);
}

TEST_CASE("outages: a loss from before a hold-up is counted from after the last answer") {
  outages subject;
  subject.answered(at(1s), at(1s));
  subject.held_up(10s);
  subject.lost(at(500ms), errc::timed_out);
  subject.answered(at(13s), at(13s));
  CHECK(subject.longest(at(60s)) == 2s);
}

TEST_CASE("outages: a hold-up before anything happened changes nothing") {
  outages subject;
  subject.held_up(10s);
  CHECK(subject.longest(at(60s)) == 0s);
  subject.lost(at(11s), errc::timed_out);
  CHECK(subject.longest(at(12s)) == 1s);
}

TEST_CASE("outages: each has its start, its end and its cause") {
  outages subject;
  subject.answered(at(1s), at(1s));
  subject.lost(at(2s), errc::closed_by_peer);
  CHECK(subject.count() == 1);
  REQUIRE(subject.going_on());
  CHECK(subject.going_on()->begin == at(2s));
  CHECK(subject.going_on()->reason == errc::closed_by_peer);
  CHECK(subject.ended().empty());
  subject.answered(at(4s), at(5s));
  subject.lost(at(7s), errc::timed_out);
  subject.answered(at(8s), at(8s));
  CHECK(!subject.going_on());
  CHECK(subject.count() == 2);
  REQUIRE(subject.ended().size() == 2);
  CHECK(subject.ended()[0].begin == at(2s));
  CHECK(subject.ended()[0].end == at(5s));
  CHECK(subject.ended()[0].length(at(60s)) == 3s);
  CHECK(subject.ended()[1].reason == errc::timed_out);
}

TEST_CASE("outages: that no connection can be made says more than a lost ping") {
  outages subject;
  subject.lost(at(1s), errc::closed_by_peer);
  subject.not_connected(at(2s), errc::busy);
  subject.not_connected(at(3s), errc::timed_out);
  subject.lost(at(4s), errc::stopped);
  CHECK(subject.going_on()->reason == errc::busy);
  CHECK(subject.count() == 1);
  subject.answered(at(5s), at(5s));
  subject.lost(at(6s), errc::timed_out);
  CHECK(subject.going_on()->reason == errc::timed_out);
}

TEST_CASE("outages: the time since the first ping is up or down") {
  outages subject;
  CHECK(subject.up(at(9s)) == 0s);
  CHECK(subject.down(at(9s)) == 0s);
  subject.answered(at(1s), at(2s));
  subject.lost(at(3s), errc::timed_out);
  CHECK(subject.down(at(5s)) == 2s);
  CHECK(subject.up(at(5s)) == 2s);
  subject.answered(at(6s), at(7s));
  CHECK(subject.down(at(11s)) == 4s);
  CHECK(subject.up(at(11s)) == 6s);
}

TEST_CASE("outages: as long as nothing was answered nothing was up") {
  outages subject;
  subject.due(at(1s));
  subject.held_up(5s);
  subject.lost(at(7s), errc::timed_out);
  CHECK(subject.up(at(9s)) == 0s);
  CHECK(subject.down(at(9s)) == 3s);
  CHECK(subject.going_on()->begin == at(1s));
}

TEST_CASE("outages: a hold-up is neither up nor down") {
  outages subject;
  subject.held_up(100s);
  subject.answered(at(1s), at(1s));
  subject.held_up(10s);
  CHECK(subject.up(at(13s)) == 2s);
  subject.lost(at(12s), errc::timed_out);
  subject.held_up(5s);
  CHECK(subject.down(at(20s)) == 3s);
  CHECK(subject.up(at(20s)) == 1s);
  CHECK(subject.going_on()->begin == at(12s));
}

TEST_CASE("outages: a thousand are kept, the latest, and all are counted") {
  outages subject;
  constexpr int all = 2500;
  for (int i = 0; i < all; ++i) {
    subject.lost(at(i * 10s), errc::timed_out);
    subject.answered(at(i * 10s + 1s), at(i * 10s + 1s));
  }
  CHECK(subject.count() == all);
  CHECK(subject.ended().size() == outages::most_kept);
  CHECK(subject.ended().back().begin == at((all - 1) * 10s));
  CHECK(subject.down(at(all * 10s)) == all * 1s);
  CHECK(subject.longest(at(all * 10s)) == 1s);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
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
  subject.answered(at(1s));
  subject.answered(at(5s));
  CHECK(subject.longest(at(9s)) == 0s);
}

TEST_CASE("outages: one lasts from the lost ping's sending to the next answer") {
  outages subject;
  subject.answered(at(1s));
  subject.lost(at(2s));
  subject.answered(at(5s));
  CHECK(subject.longest(at(60s)) == 3s);
}

TEST_CASE("outages: losses without an answer between them are one") {
  outages subject;
  subject.lost(at(1s));
  subject.lost(at(2s));
  subject.lost(at(3s));
  subject.answered(at(4s));
  CHECK(subject.longest(at(60s)) == 3s);
}

// Connections that are tried side by side do not fail in the order of their beginnings.
TEST_CASE("outages: the loss that was sent first counts, whenever it is told") {
  outages subject;
  subject.lost(at(3s));
  subject.lost(at(1s));
  subject.lost(at(2s));
  subject.answered(at(4s));
  CHECK(subject.longest(at(60s)) == 3s);
}

TEST_CASE("outages: the longest of several is told, wherever it stands") {
  outages subject;
  subject.lost(at(1s));
  subject.answered(at(2s));
  subject.lost(at(3s));
  subject.answered(at(10s));
  subject.lost(at(11s));
  subject.answered(at(13s));
  CHECK(subject.longest(at(60s)) == 7s);
}

TEST_CASE("outages: one that goes on is as long as it is by now") {
  outages subject;
  subject.lost(at(1s));
  CHECK(subject.longest(at(2s)) == 1s);
  CHECK(subject.longest(at(5s)) == 4s);
}

TEST_CASE("outages: one that goes on counts only when it is longer than those before") {
  outages subject;
  subject.lost(at(1s));
  subject.answered(at(6s));
  subject.lost(at(8s));
  CHECK(subject.longest(at(9s)) == 5s);
  CHECK(subject.longest(at(14s)) == 6s);
}

// Connections are tried side by side: one that fails late says nothing of the answers
// that the others had meanwhile.
TEST_CASE("outages: no outage is longer than from one answer to the next") {
  outages subject;
  subject.answered(at(1s));
  subject.answered(at(4s));
  subject.lost(at(0s));
  CHECK(subject.longest(at(4500ms)) == 500ms);
  subject.answered(at(5s));
  CHECK(subject.longest(at(60s)) == 1s);
}

TEST_CASE("outages: asking changes nothing") {
  outages subject;
  subject.lost(at(1s));
  CHECK(subject.longest(at(50s)) == 49s);
  subject.answered(at(2s));
  CHECK(subject.longest(at(60s)) == 1s);
}

TEST_CASE("outages: time in which the program was held up is no part of one") {
  outages subject;
  subject.answered(at(1s));
  subject.lost(at(2s));
  subject.held_up(10s);
  CHECK(subject.longest(at(13s)) == 1s);
  subject.answered(at(14s));
  CHECK(subject.longest(at(60s)) == 2s);
}

TEST_CASE("outages: a loss from before a hold-up is counted from after the last answer") {
  outages subject;
  subject.answered(at(1s));
  subject.held_up(10s);
  subject.lost(at(500ms));
  subject.answered(at(13s));
  CHECK(subject.longest(at(60s)) == 2s);
}

TEST_CASE("outages: a hold-up before anything happened changes nothing") {
  outages subject;
  subject.held_up(10s);
  CHECK(subject.longest(at(60s)) == 0s);
  subject.lost(at(11s));
  CHECK(subject.longest(at(12s)) == 1s);
}

}  // namespace
}  // namespace tmss10

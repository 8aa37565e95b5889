// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::after_connecting;
using test::answering;
using test::late_reply;
using test::lost;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::reply;
using test::started_pinger;

const std::error_code timed_out = errc::timed_out;

TEST_CASE("pinger: pings go one interval after another, not at once") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 4);
  settings.interval = 20ms;
  const auto began = clock::now();
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  CHECK(clock::now() - began >= 60ms);
  CHECK(run.totals().received == 4);
}

TEST_CASE("pinger: without an interval the next ping goes when the answer is in") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 3));
  auto peer = net_peer::responder(listener);
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    const auto answer = peer.answer_for_next();
    CHECK(peer.socket().hears_nothing_for(10ms));
    CHECK(run.totals().transmitted == sequence);
    peer.send(answer);
  }
  CHECK(!run.finish());
  CHECK(peer.hears_close());
  CHECK(run.told() == after_connecting({reply(1), reply(2), reply(3)}));
}

TEST_CASE("pinger: slow answers delay no ping") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 8);
  settings.interval = 5ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  std::vector<bytes> answers;
  for (int i = 0; i < 8; ++i)
    answers.push_back(peer.answer_for_next());
  CHECK(run.count<event::reply>() == 0);
  CHECK(run.totals().transmitted == 8);
  for (const auto& answer : answers)
    peer.send(answer);
  CHECK(!run.finish());
  CHECK(run.totals().received == 8);
  CHECK(run.totals().round_trips.count() == 8);
  // The first waited until the last was sent.
  CHECK(run.all<event::reply>().at(0).round_trip >= 30ms);
}

TEST_CASE("pinger: a ping without an answer is lost once, when its time-out passes") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 3);
  settings.reply_timeout = 30ms;
  const auto began = clock::now();
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  CHECK(!run.finish());
  CHECK(clock::now() - began >= 90ms);
  CHECK(run.told() ==
        after_connecting({lost(1, timed_out), lost(2, timed_out), lost(3, timed_out)}));
  for (const auto& one : run.all<event::lost>())
    CHECK(one.waited >= 30ms);
  CHECK(run.totals().transmitted == 3);
  CHECK(run.totals().lost == 3);
  CHECK(run.totals().received == 0);
  CHECK(run.totals().round_trips.count() == 0);
  CHECK(run.count<event::connected>() == 1);
}

TEST_CASE("pinger: lost pings on a schedule, and the pings go on meanwhile") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 10);
  settings.interval = 2ms;
  settings.reply_timeout = 60ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  CHECK(!run.finish());
  CHECK(run.totals().transmitted == 10);
  CHECK(run.totals().lost == 10);
  std::uint64_t sequence = 0;
  for (const auto& one : run.all<event::lost>())
    CHECK(one.sequence == ++sequence);
  CHECK(sequence == 10);
}

TEST_CASE("pinger: a late answer is told as late, counts as lost, and has no time") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.reply_timeout = 500ms;
  settings.interval = 0ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  const auto first = peer.answer_for_next();
  run.until_told<event::lost>();
  const auto second = peer.answer_for_next();
  peer.send(first);
  peer.send(second);
  CHECK(!run.finish());
  const auto& totals = run.totals();
  if (totals.lost == 2) return;  // the machine slept for longer than the time-out
  CHECK(run.told() == after_connecting({lost(1, timed_out), late_reply(1), reply(2)}));
  CHECK(totals.transmitted == 2);
  CHECK(totals.received == 1);
  CHECK(totals.lost == 1);
  CHECK(totals.late == 1);
  CHECK(totals.round_trips.count() == 1);
  CHECK(totals.round_trips.max() < 500ms);
  CHECK(run.all<event::reply>().at(0).round_trip >= 500ms);
}

TEST_CASE("pinger: a late answer uses up its place, with payloads that show it") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 6);
  settings.payload_size = 50;
  settings.reply_timeout = 300ms;
  settings.interval = 400ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  std::vector<bytes> kept;
  for (int i = 0; i < 3; ++i)
    kept.push_back(peer.answer_for_next());
  for (const auto& answer : kept)
    peer.send(answer);
  peer.answer(3);
  CHECK(!run.finish());
  // Every answer echoes its own ping's payload: none was taken for another's.
  CHECK(run.count<event::bad_reply>() == 0);
  CHECK(run.totals().received + run.totals().late == 6);
  CHECK(run.totals().received + run.totals().lost == 6);
  CHECK(run.totals().late >= 2);
  std::uint64_t sequence = 0;
  for (const auto& one : run.all<event::reply>())
    CHECK(one.sequence == ++sequence);
}

TEST_CASE("pinger: slots that passed while the machine slept are not made good") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 1000);
  settings.interval = 20ms;
  started_pinger run(loop, settings);
  run.until_told<event::reply>(2);
  const auto before = run.totals().transmitted;
  const auto asleep_until = clock::now() + 200ms;
  while (clock::now() < asleep_until) {
  }
  run.until_told<event::reply>(before + 1);
  loop.run_ready();
  // One for the slot that is over, and not ten; the machine may have been slow since.
  CHECK(run.totals().transmitted < before + 8);
}

TEST_CASE("pinger: without a count it goes on until it is stopped") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port());
  settings.count.reset();
  started_pinger run(loop, settings);
  run.until_told<event::reply>(100);
  CHECK(!run.has_ended());
  run.stop();
  CHECK(!run.finish());
}

TEST_CASE("pinger: a peer that reads no more does not stop the run from ending") {
  for (const auto interval : {0ms, 1ms}) {
    CAPTURE(interval.count());
    net_loop loop;
    net_listener listener(loop);
    listener.shrink_receive_buffer();
    auto settings = pings_to(listener.port(), 200);
    settings.payload_size = 65'000;
    settings.interval = interval;
    settings.reply_timeout = 5ms;
    settings.dial.timeout = 2s;  // should it connect again: nobody greets it
    started_pinger run(loop, settings);
    auto peer = net_peer::responder(listener);
    CHECK(run.ends_within(20s));
    CHECK(run.totals().received == 0);
    CHECK(run.totals().lost == run.totals().transmitted);
  }
}

TEST_CASE("pinger: a peer that reads in its own time gets every ping, in order") {
  net_loop loop;
  net_listener listener(loop);
  listener.shrink_receive_buffer();
  auto settings = pings_to(listener.port(), 60);
  settings.payload_size = 65'000;
  settings.interval = 1us;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  loop.run_for(50ms);
  peer.answer(60);
  CHECK(!run.finish());
  CHECK(run.totals().received == 60);
  CHECK(run.totals().lost == 0);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hold_up_process.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/hold_up.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include <chrono>
#include <cstddef>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::hold_up_process;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

pinger_settings quick_pings_to(std::uint16_t port, std::uint64_t count) {
  auto out = pings_to(port, count);
  out.interval = 10ms;
  out.reply_timeout = 300ms;
  return out;
}

/// Answers so many pings, and lets the pinger read nothing of it yet.
void answer_unnoticed(net_peer& peer, std::size_t requests) {
  for (std::size_t i = 0; i < requests; ++i) {
    const auto answer = peer.answer_for_next();
    REQUIRE(peer.wire().send(answer));
  }
  const auto out = peer.wire().output();
  const auto size =
      asio::write(peer.socket().socket(), asio::buffer(out.data(), out.size()));
  peer.wire().consume_output(size);
}

TEST_CASE("pinger: answers that came while it was held up are answers, without a time") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, quick_pings_to(listener.port(), 5));
  auto peer = net_peer::responder(listener);
  answer_unnoticed(peer, 5);
  hold_up_process(500ms);
  CHECK(!run.finish());
  CHECK(run.totals().received == 5);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().late == 0);
  CHECK(run.totals().noticed_late > 0);
  CHECK(run.totals().round_trips.count() == 5 - run.totals().noticed_late);
  CHECK(run.totals().round_trips.max() < 500ms);
  CHECK(run.totals().outage.longest(clock::now()) == 0s);
  CHECK(run.totals().held_up == 0);  // all were sent
  std::size_t marked = 0;
  for (const auto& one : run.all<event::reply>())
    marked += one.noticed_late ? 1 : 0;
  CHECK(marked == run.totals().noticed_late);
}

TEST_CASE("pinger: what came in time is no loss, however little it was held up") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = quick_pings_to(listener.port(), 1);
  settings.reply_timeout = 100ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  answer_unnoticed(peer, 1);
  hold_up_process(150ms);
  CHECK(!run.finish());
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().noticed_late == 1);
  CHECK(run.totals().round_trips.count() == 0);
}

TEST_CASE("pinger: a ping that was not answered is lost, held up or not") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, quick_pings_to(listener.port(), 2));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  (void)peer.receive();
  hold_up_process(500ms);
  const auto went_on = clock::now();
  CHECK(!run.finish());
  CHECK(clock::now() - went_on >= fresh_look);
  CHECK(run.totals().lost == 2);
  CHECK(run.totals().noticed_late == 0);
  for (const auto& one : run.all<event::lost>()) {
    CHECK(one.reason == errc::timed_out);
    CHECK(one.waited >= 500ms + fresh_look);
  }
  // The time in which this program did not run is no outage of the network's.
  CHECK(run.totals().outage.longest(clock::now()) < clock::now() - went_on + 500ms);
}

TEST_CASE("pinger: slots that went by are held up, and neither sent nor lost") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = quick_pings_to(listener.port(), 1);
  settings.count.reset();
  settings.interval = 20ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer();
  run.until_told<event::reply>();
  const auto sent = run.totals().transmitted;
  hold_up_process(500ms);
  loop.until([&run, sent] { return run.totals().transmitted > sent; });
  CHECK(run.totals().held_up >= 500 / 20 - 3);
  CHECK(run.totals().transmitted <= sent + 2);
  CHECK(run.totals().lost == 0);
}

TEST_CASE("pinger: a peer whose patience ended while it was held up is called again") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, quick_pings_to(listener.port(), 1));
  run.until_told<event::connecting>();
  {
    auto impatient = listener.accept();
    hold_up_process(500ms);
  }
  net_peer::responder(listener).answer();
  CHECK(!run.finish());
  CHECK(run.totals().received == 1);
  CHECK(run.totals().reconnections == 0);
  CHECK(run.count<event::not_connected>() == 0);
}

TEST_CASE("pinger: … once; then its failure counts") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, quick_pings_to(listener.port(), 1));
  run.until_told<event::connecting>();
  for (int i = 0; i < 2; ++i) {
    auto impatient = listener.accept();
    hold_up_process(500ms);
  }
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::greeting);
  CHECK(run.count<event::connecting>() == 2);
  CHECK(run.count<event::not_connected>() == 1);
}

}  // namespace
}  // namespace tmss10

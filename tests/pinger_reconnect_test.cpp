// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <string>
#include <system_error>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::after_connecting;
using test::disconnected;
using test::lost;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

enum class cut { fin, rst, close_message };

std::error_code reason_of(cut how) {
  switch (how) {
    case cut::fin: return errc::ended_without_close;
    case cut::rst: return std::make_error_code(std::errc::connection_reset);
    case cut::close_message: break;
  }
  return errc::closed_by_peer;
}

void end(net_peer& peer, cut how) {
  if (how == cut::fin) peer.socket().close();
  if (how == cut::rst) peer.socket().reset();
  if (how == cut::close_message) peer.send_close();
}

TEST_CASE("pinger: a cut costs the pings on their way, and the run goes on") {
  for (const cut how : {cut::fin, cut::rst, cut::close_message}) {
    CAPTURE(static_cast<int>(how));
    net_loop loop;
    net_listener listener(loop);
    auto settings = pings_to(listener.port(), 6);
    settings.interval = 200ms;
    started_pinger run(loop, settings);
    auto peer = net_peer::responder(listener);
    peer.answer();
    (void)peer.receive();
    (void)peer.receive();
    end(peer, how);
    run.until_told<event::disconnected>();
    loop.run_ready();
    // A ping may have gone while the end was on its way; each one is lost once.
    const auto gone = run.totals().transmitted;
    REQUIRE(gone >= 3);
    CHECK(run.totals().lost == gone - 1);
    if (how == cut::close_message) CHECK(run.count<event::reply>() == 1);
    if (gone < 6) {
      auto second = net_peer::responder(listener);
      second.answer(6 - gone);
    }
    CHECK(!run.finish());
    CHECK(run.totals().transmitted == 6);
    CHECK(run.totals().received == 7 - gone);
    CHECK(run.totals().lost == gone - 1);
    std::uint64_t sequence = 1;
    for (const auto& one : run.all<event::lost>()) {
      CHECK(one.sequence == ++sequence);
      const auto expected = reason_of(how).message();
      const bool as_told = one.reason.message() == expected ||
                           one.reason == std::errc::connection_reset ||
                           one.reason == std::errc::broken_pipe;
      CHECK(as_told);
    }
  }
}

TEST_CASE("pinger: a close message is answered with a close message") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 1));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.send_close();
  CHECK(peer.hears_close());
  CHECK(peer.socket().hears_only_the_end());
  CHECK(!run.finish());
  CHECK(run.told() == after_connecting({disconnected(errc::closed_by_peer),
                                        lost(1, errc::closed_by_peer)}));
}

TEST_CASE("pinger: pings lost with their connection are not told as late or lost again") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 4);
  settings.interval = 2ms;
  settings.reply_timeout = 300ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  run.until_told<event::lost>(2);
  if (run.totals().transmitted < 4) return;  // the machine slept for most of the time
  peer.socket().reset();
  CHECK(!run.finish());
  CHECK(run.totals().transmitted == 4);
  CHECK(run.totals().lost == 4);
  CHECK(run.count<event::lost>() == 4);
  CHECK(run.totals().late == 0);
}

TEST_CASE("pinger: a lost connection is made again at the next slot, and not before") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.interval = 300ms;
  const auto began = net_loop::clock::now();
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer();
  run.until_told<event::reply>();
  peer.socket().close();
  run.until_told<event::disconnected>();
  net_peer::responder(listener).answer();
  CHECK(net_loop::clock::now() - began >= 300ms);
  CHECK(!run.finish());
  CHECK(run.totals().received == 2);
}

TEST_CASE("pinger: a connection that can't be made again ends the run, with the reason") {
  for (const cut how : {cut::fin, cut::rst, cut::close_message}) {
    net_loop loop;
    net_listener listener(loop);
    started_pinger run(loop, pings_to(listener.port(), 9));
    auto peer = net_peer::responder(listener);
    peer.answer(2);
    (void)peer.receive();
    listener.close();
    end(peer, how);
    const auto failed = run.finish();
    REQUIRE(failed);
    CHECK(failed->where == stage::connect);
    CHECK(failed->error == std::errc::connection_refused);
    CHECK(failed->lost_before.message() == reason_of(how).message());
    CHECK(run.totals().transmitted == 3);
    CHECK(run.totals().received == 2);
    CHECK(run.totals().lost == 1);
  }
}

TEST_CASE("pinger: the last ping's lost connection is not made again") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 1));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.socket().close();
  CHECK(!run.finish());
  CHECK(run.totals().lost == 1);
  CHECK(run.count<event::connected>() == 1);
}

/// A responder that does the handshake, and says the close message or nothing with its
/// last word.
void hang_up(net_peer& peer, bool politely) {
  peer.flush();
  REQUIRE(peer.next() == protocol_event::established);
  if (politely) peer.wire().send_close();
  peer.flush();
  peer.socket().send_fin();
}

TEST_CASE("pinger: a peer that always hangs up after the handshake ends the run") {
  for (const bool politely : {false, true}) {
    for (const auto interval : {0ms, 10ms}) {
      CAPTURE(politely, interval.count());
      net_loop loop;
      net_listener listener(loop);
      auto settings = pings_to(listener.port(), 3);
      settings.interval = interval;
      started_pinger run(loop, settings);
      for (int i = 0; i < 30 && !run.has_ended(); ++i) {
        auto socket = listener.accept_within(100ms);
        if (!socket) continue;
        net_peer peer(std::move(*socket), role::responder);
        hang_up(peer, politely);
        (void)peer.socket().read_to_end();
      }
      // Each connection costs a ping: nobody is called for ever.
      CHECK(run.ends_within(100ms));
      CHECK(run.totals().due() == 3);
      CHECK(run.totals().missed() == 3);
    }
  }
}

}  // namespace
}  // namespace tmss10

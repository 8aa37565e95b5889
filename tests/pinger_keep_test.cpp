// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/pinger.hpp>
#include <tmss10/net/session.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::after_connecting;
using test::answering;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::reply;
using test::started_pinger;

using words = std::vector<std::string>;

pinger_settings keeping(std::uint16_t port, const std::shared_ptr<kept_session>& where) {
  auto out = pings_to(port, 2);
  out.keep = where;
  return out;
}

TEST_CASE("pinger: a session that is kept serves the next run") {
  net_loop loop;
  answering responder(loop);
  const auto kept = std::make_shared<kept_session>();
  started_pinger first(loop, keeping(responder.port(), kept));
  CHECK(!first.finish());
  CHECK(first.told() == after_connecting({reply(1), reply(2)}));
  REQUIRE(kept->open);
  for (int i = 0; i < 3; ++i) {
    started_pinger next(loop, keeping(responder.port(), kept));
    CHECK(!next.finish());
    CHECK(next.told() == words{reply(1), reply(2)});
    CHECK(next.totals().attempts == 0);
    REQUIRE(kept->open);
  }
  CHECK(responder.counters().accepted == 1);
  CHECK(responder.counters().connections_now == 1);
  kept->open->close_in_order();
}

TEST_CASE("pinger: one that has ended meanwhile is made again, and no ping is lost") {
  net_loop loop;
  const auto kept = std::make_shared<kept_session>();
  auto settings = test::on_loopback();
  settings.idle_timeout = 50ms;
  answering responder(loop, settings);
  started_pinger first(loop, keeping(responder.port(), kept));
  CHECK(!first.finish());
  REQUIRE(kept->open);
  loop.until([&responder] { return responder.counters().connections_now == 0; });
  started_pinger next(loop, keeping(responder.port(), kept));
  CHECK(!next.finish());
  auto wanted = words{test::disconnected(errc::closed_by_peer)};
  for (const auto& one : after_connecting({reply(1), reply(2)}))
    wanted.push_back(one);
  CHECK(next.told() == wanted);
  CHECK(next.totals().lost == 0);
  CHECK(kept->open);
}

TEST_CASE("pinger: a session with a ping that was not answered is not kept") {
  net_loop loop;
  net_listener listener(loop);
  const auto kept = std::make_shared<kept_session>();
  auto settings = keeping(listener.port(), kept);
  settings.reply_timeout = 50ms;
  started_pinger run(loop, std::move(settings));
  auto peer = net_peer::responder(listener);
  peer.answer();
  CHECK(!run.finish());
  CHECK(run.totals().received == 1);
  CHECK(run.totals().lost == 1);
  CHECK(!kept->open);
}

TEST_CASE("pinger: one on which the other side says something unasked is made again") {
  net_loop loop;
  net_listener listener(loop);
  const auto kept = std::make_shared<kept_session>();
  started_pinger first(loop, keeping(listener.port(), kept));
  auto peer = net_peer::responder(listener);
  peer.answer(2);
  CHECK(!first.finish());
  REQUIRE(kept->open);
  peer.send_close();
  peer.flush();
  loop.until([&kept] { return kept->open->has_unread(); });
  started_pinger next(loop, keeping(listener.port(), kept));
  auto again = net_peer::responder(listener);
  again.answer(2);
  CHECK(!next.finish());
  CHECK(next.count<event::disconnected>() == 1);
  CHECK(next.totals().received == 2);
}

TEST_CASE("pinger: without a place to keep it, the session ends with the run") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 1));
  CHECK(!run.finish());
  loop.until([&responder] { return responder.counters().connections_now == 0; });
  CHECK(responder.counters().accepted == 1);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/net/responder.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::answering;
using test::net_loop;
using test::net_peer;

responder_settings with_rate(double rate) {
  auto out = test::on_loopback();
  out.max_rate = rate;
  return out;
}

TEST_CASE("responder: over its rate a client waits, and every request is answered") {
  net_loop loop;
  answering responder(loop, with_rate(100));
  auto client = net_peer::client(loop, responder.port());
  const auto began = clock::now();
  for (int i = 0; i < 150; ++i)
    client.send(test::plaintext_of(request{}));
  for (int i = 0; i < 150; ++i)
    CHECK(!client.receive().empty());
  CHECK(clock::now() - began >= 480ms);  // 100 at once, and 49 that wait 10 ms each
  CHECK(responder.counters().delays > 0);
}

TEST_CASE("responder: one client's rate is no other's") {
  net_loop loop;
  auto settings = with_rate(1);
  answering responder(loop, settings);
  for (int i = 0; i < 20; ++i) {
    auto client = net_peer::client(loop, responder.port());
    CHECK(client.ping().rc == return_code::request_ok);
  }
}

TEST_CASE("responder: a client that waits for its rate is not idle") {
  net_loop loop;
  auto settings = with_rate(2);
  settings.idle_timeout = 100ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  for (int i = 0; i < 3; ++i)
    client.send(test::plaintext_of(request{}));
  for (int i = 0; i < 3; ++i)
    CHECK(!client.receive().empty());
  CHECK(client.hears_close());
  CHECK(responder.first<event::ended>().requests == 3);
}

TEST_CASE("responder: a client that waits for its rate can be stopped, and can leave") {
  for (const bool leaves : {true, false}) {
    net_loop loop;
    answering responder(loop, with_rate(1));
    auto client = net_peer::client(loop, responder.port());
    for (int i = 0; i < 100; ++i)
      client.send(test::plaintext_of(request{}));
    responder.until_told<event::served>();
    if (leaves) client.socket().reset();
    responder.stop();
    CHECK(responder.ends_within(10s));
    CHECK(responder.count<event::served>() < 100);
    CHECK(responder.count<event::ended>() == 1);
  }
}

}  // namespace
}  // namespace tmss10

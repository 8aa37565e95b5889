// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::on_loopback;

/// "A second later at most", on a machine that is busy.
constexpr auto promptly = 10s;

TEST_CASE("responder: stop ends one that nobody called") {
  net_loop loop;
  answering responder(loop);
  loop.run_for(5ms);
  responder.stop();
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: stop sends every session a close message, and then it is over") {
  net_loop loop;
  answering responder(loop);
  std::vector<net_peer> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(net_peer::client(loop, responder.port()));
    CHECK(clients.back().ping().rc == return_code::request_ok);
  }
  responder.stop();
  for (auto& client : clients) {
    CHECK(client.hears_close());
    CHECK(client.socket().hears_only_the_end());
    client.socket().close();
  }
  CHECK(responder.ends_within(promptly));
  const auto ended = responder.all<event::ended>();
  CHECK(ended.size() == 20);
  for (const auto& one : ended) {
    CHECK(one.reason == errc::stopped);
    CHECK(one.requests == 1);
  }
}

TEST_CASE("responder: stop does not wait for clients that do not leave") {
  net_loop loop;
  answering responder(loop);
  auto mute = net_socket::to(loop, responder.port());
  CHECK(mute.read(8).size() == 8);
  auto unreal = net_peer::client(loop, responder.port());
  auto real = net_peer::client(loop, responder.port());
  CHECK(real.ping().rc == return_code::request_ok);
  responder.stop();
  CHECK(responder.ends_within(promptly));
  CHECK(mute.hears_only_the_end());
  CHECK(unreal.hears_close());
  CHECK(real.hears_close());
  CHECK(responder.count<event::ended>() == 1);
  CHECK(responder.count<event::handshake_failed>() == 2);
}

TEST_CASE("responder: stop does not wait for a client that reads nothing") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  test::send_until_it_stalls(loop, client);
  responder.stop();
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: stop does not wait for a client that never pauses") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  for (int i = 0; i < 3000; ++i)
    REQUIRE(client.wire().send(test::plaintext_of(request{})));
  client.flush();
  responder.until_told<event::served>();
  // The next request is here already: the session does not wait for it.
  responder.stop();
  loop.run_for(20ms);
  CHECK(responder.count<event::served>() < 3000);
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: after stop nobody is let in") {
  net_loop loop;
  answering responder(loop);
  const auto port = responder.port();
  auto client = net_peer::client(loop, port);
  responder.stop();
  CHECK_THROWS_AS(net_socket::to(loop, port), std::system_error);
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: stop twice is stop once") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  responder.stop();
  loop.run_ready();
  responder.stop();
  CHECK(client.hears_close());
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: stop while requests are in hand ends every session") {
  net_loop loop;
  answering responder(loop);
  std::vector<net_peer> clients;
  for (int i = 0; i < 20; ++i)
    clients.push_back(net_peer::client(loop, responder.port()));
  for (auto& client : clients)
    client.send(test::plaintext_of(request{}));
  // The system has told of many requests when the first one is served.
  loop.until([&] { return responder.count<event::served>() > 0; });
  responder.stop();
  CHECK(responder.ends_within(promptly));
  CHECK(responder.count<event::ended>() + responder.count<event::handshake_failed>() ==
        20);
}

TEST_CASE("responder: stop when a connection is told ends that connection, too") {
  net_loop loop;
  answering responder(loop);
  responder.stop_at<event::accepted>();
  auto client = net_socket::to(loop, responder.port());
  responder.until_told<event::accepted>();
  CHECK(responder.ends_within(promptly));
}

TEST_CASE("responder: stop when a request is told ends its session") {
  net_loop loop;
  answering responder(loop);
  responder.stop_at<event::served>();
  auto client = net_peer::client(loop, responder.port());
  client.send(test::plaintext_of(request{}));
  CHECK(responder.ends_within(promptly));
  CHECK(!client.receive().empty());
  CHECK(client.hears_close());
}

}  // namespace
}  // namespace tmss10

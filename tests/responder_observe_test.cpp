// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/core/run/connection_request.hpp>
#include <tmss10/core/run/peer_statement.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::on_loopback;

response observe(net_peer& client, bytes payload = {}) {
  request asked{.function = function_code::observe, .payload = std::move(payload)};
  client.send(test::plaintext_of(asked));
  packet_codec codec;
  response out;
  REQUIRE(codec.decode(client.receive(), out));
  return out;
}

/// What a client is told, which must be a statement.
peer_statement told_to(net_peer& client) {
  const auto answered = observe(client);
  REQUIRE(answered.rc == return_code::request_ok);
  CHECK(answered.feedback == 0);
  CHECK(answered.avail == 0);
  CHECK(answered.count == 0);
  const auto read = read_peer_statement(answered.payload);
  REQUIRE(read);
  return *read;
}

responder_settings with_a_name() {
  auto out = on_loopback();
  out.version = "0.3.0";
  out.system = "Debian";
  return out;
}

TEST_CASE("responder: a client is told its own address and port, and the time") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  const auto before = std::chrono::system_clock::now();
  const auto said = told_to(client);
  const auto after = std::chrono::system_clock::now();
  CHECK(said.program == "TMSS10Responder");
  CHECK(said.address == "127.0.0.1");
  CHECK(said.port == client.socket().socket().local_endpoint().port());
  REQUIRE(said.time);
  CHECK(*said.time >= before - 1us);
  CHECK(*said.time <= after);
}

TEST_CASE("responder: an IPv6 client is told its address, too", "[tcp_info]") {
  net_loop loop;
  auto settings = on_loopback();
  settings.listen = {"::1"};
  answering responder(loop, settings);
  net_peer client(net_socket::to(loop, responder.port(), "::1"), role::initiator);
  client.establish();
  const auto said = told_to(client);
  CHECK(said.address == "::1");
#ifdef __linux__
  const auto request = read_connection_request(said.syn);
  REQUIRE(request);
  CHECK(request->source == "::1");
  CHECK(request->source_port == said.port);
#endif
}

TEST_CASE("responder: version and system are told with a site key, not in open mode") {
  net_loop loop;
  {
    answering open(loop, with_a_name());
    auto client = net_peer::client(loop, open.port());
    const auto said = told_to(client);
    CHECK(said.version.empty());
    CHECK(said.system.empty());
  }
  const site_key key = test::key_of(7);
  answering closed(loop, with_a_name(), key);
  auto client = net_peer::client(loop, closed.port(), key);
  const auto said = told_to(client);
  CHECK(said.version == "0.3.0");
  CHECK(said.system == "Debian");
}

#ifdef __linux__
TEST_CASE("responder: the connection request is shown as it arrived, once",
          "[tcp_info]") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  const auto said = told_to(client);
  const auto request = read_connection_request(said.syn);
  REQUIRE(request);
  CHECK(request->source == "127.0.0.1");
  CHECK(request->source_port == said.port);
  CHECK(request->destination == "127.0.0.1");
  CHECK(request->destination_port == responder.port());
  CHECK(request->mss);
  const auto again = told_to(client);
  CHECK(again.syn.empty());
  CHECK(again.port == said.port);
}
#endif

TEST_CASE("responder: pings before and after Observe are answered as ever") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  CHECK(client.ping(bytes(19)).payload.size() == 19);
  CHECK(observe(client).rc == return_code::request_ok);
  CHECK(client.ping().rc == return_code::request_ok);
  CHECK(responder.counters().requests == 3);
  CHECK(responder.counters().refusals == 0);
}

TEST_CASE("responder: Observe with a payload is a bad request, and the session goes on") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  const auto refused = observe(client, bytes(1));
  CHECK(refused.rc == return_code::bad_request);
  CHECK(refused.payload.empty());
  CHECK(responder.first<event::served>().refusal == errc::payload_not_empty);
  CHECK(observe(client).rc == return_code::request_ok);
}

TEST_CASE("responder: one that does not observe has no such function") {
  net_loop loop;
  auto settings = with_a_name();
  settings.observe = false;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  for (const std::size_t size : {0U, 1U}) {
    const auto refused = observe(client, bytes(size));
    CHECK(refused.rc == return_code::unknown_function);
    CHECK(refused.payload.empty());
  }
  CHECK(responder.first<event::served>().refusal == errc::unknown_function);
  CHECK(client.ping().rc == return_code::request_ok);
}

}  // namespace
}  // namespace tmss10

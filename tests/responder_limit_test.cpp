// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::on_loopback;

TEST_CASE("responder: one connection too many is told that it is busy, and closed") {
  net_loop loop;
  auto settings = on_loopback();
  settings.limits.connections = 2;
  answering responder(loop, settings);
  auto first = net_peer::client(loop, responder.port());
  CHECK(first.ping().rc == return_code::request_ok);
  auto second = net_peer::client(loop, responder.port());
  CHECK(second.ping().rc == return_code::request_ok);
  auto third = net_socket::to(loop, responder.port());
  CHECK(test::to_hex(third.read_to_end()) == "544d535331300101");
  CHECK(third.end() == asio::error::eof);
  CHECK(responder.first<event::turned_away>().peer.port == third.local_port());
  CHECK(responder.count<event::accepted>() == 2);
  CHECK(first.ping().rc == return_code::request_ok);
  CHECK(second.ping().rc == return_code::request_ok);
}

TEST_CASE("responder: a place is free again when a connection is gone, however it went") {
  net_loop loop;
  auto settings = on_loopback();
  settings.limits.connections = 1;
  answering responder(loop, settings);
  std::size_t ends = 0;
  const auto served_again = [&] {
    ++ends;
    // The place is free a moment after its client has gone.
    return loop.reaches([&] {
      auto socket = net_socket::to(loop, responder.port());
      if (socket.read(8).back() != std::byte{0}) return false;
      socket.reset();
      return true;
    });
  };
  {
    auto client = net_peer::client(loop, responder.port());
    client.send_close();
    CHECK(client.hears_close());
    client.socket().close();
  }
  CHECK(served_again());
  net_socket::to(loop, responder.port()).close();
  CHECK(served_again());
  {
    auto client = net_socket::to(loop, responder.port());
    client.write(bytes(100));
    (void)client.read_to_end();
  }
  CHECK(served_again());
  CHECK(ends == 3);
}

TEST_CASE("responder: a mute client is closed without a word after the greeting") {
  net_loop loop;
  auto settings = on_loopback();
  settings.start_timeout = 50ms;
  answering responder(loop, settings);
  const auto began = clock::now();
  auto client = net_socket::to(loop, responder.port());
  CHECK(client.read_to_end().size() == greeting_size);
  CHECK(clock::now() - began >= 50ms);
  const auto failed = responder.first<event::handshake_failed>();
  CHECK(failed.reason == errc::idle);
  CHECK(failed.peer.port == client.local_port());
  CHECK(responder.count<event::ended>() == 0);
}

TEST_CASE("responder: the time to start is for all of it, however it is dribbled") {
  net_loop loop;
  auto settings = on_loopback();
  settings.start_timeout = 60ms;
  answering responder(loop, settings);
  auto client = net_socket::to(loop, responder.port());
  CHECK(client.read(8).size() == 8);
  client.write(test::from_hex("0030"));
  bool ended = false;
  for (int i = 0; i < 40 && !ended; ++i) {
    client.write(bytes(1));
    ended = !client.hears_nothing_for(10ms);
  }
  CHECK(ended);
  CHECK(responder.first<event::handshake_failed>().reason == errc::idle);
}

TEST_CASE("responder: after the handshake, a mute client gets a close message") {
  net_loop loop;
  auto settings = on_loopback();
  settings.start_timeout = 500ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  CHECK(client.hears_close());
  CHECK(client.socket().hears_only_the_end());
  client.socket().close();
  // Message 1 could be a replay: nobody real was there.
  CHECK(responder.first<event::handshake_failed>().reason == errc::idle);
  CHECK(responder.count<event::ended>() == 0);
}

TEST_CASE("responder: an idle session gets a close message") {
  net_loop loop;
  auto settings = on_loopback();
  settings.idle_timeout = 50ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  const auto began = clock::now();
  CHECK(client.ping().rc == return_code::request_ok);
  CHECK(client.hears_close());
  CHECK(clock::now() - began >= 50ms);
  CHECK(client.socket().hears_only_the_end());
  client.socket().close();
  const auto ended = responder.first<event::ended>();
  CHECK(ended.reason == errc::idle);
  CHECK(ended.requests == 1);
  CHECK(ended.lasted >= 50ms);
}

TEST_CASE("responder: idle time counts from the last message, not from the first") {
  net_loop loop;
  auto settings = on_loopback();
  settings.idle_timeout = 500ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  auto last = clock::now();
  for (int i = 0; i < 4; ++i) {
    last = clock::now();
    CHECK(client.ping().rc == return_code::request_ok);
    loop.run_for(150ms);
    if (clock::now() - last > 400ms) return;  // the machine slept
  }
  CHECK(client.ping().rc == return_code::request_ok);
}

TEST_CASE("responder: a message that is never whole does not count against idleness") {
  net_loop loop;
  auto settings = on_loopback();
  settings.idle_timeout = 100ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  CHECK(client.ping().rc == return_code::request_ok);
  client.socket().write(test::from_hex("ffff"));
  bool closed = false;
  for (int i = 0; i < 60 && !closed; ++i) {
    client.socket().write(bytes(1));
    closed = !client.socket().hears_nothing_for(10ms);
  }
  CHECK(closed);
  client.socket().close();
  CHECK(responder.first<event::ended>().reason == errc::idle);
}

TEST_CASE("responder: a length of 65535 with nothing behind it is cut as idle") {
  net_loop loop;
  auto settings = on_loopback();
  settings.idle_timeout = 60ms;
  answering responder(loop, settings);
  auto client = net_peer::client(loop, responder.port());
  CHECK(client.ping().rc == return_code::request_ok);
  client.socket().write(test::from_hex("ffff"));
  CHECK(client.hears_close());
  client.socket().close();
  CHECK(responder.first<event::ended>().reason == errc::idle);
}

TEST_CASE("responder: a client that never reads is cut, and blocks nobody") {
  net_loop loop;
  auto settings = on_loopback();
  settings.idle_timeout = 400ms;
  answering responder(loop, settings);
  auto greedy = net_peer::client(loop, responder.port());
  test::send_until_it_stalls(loop, greedy);
  CHECK(net_peer::client(loop, responder.port()).ping().rc == return_code::request_ok);
  responder.until_told<event::ended>();
  for (const auto& ended : responder.all<event::ended>()) {
    if (ended.peer.port == greedy.socket().local_port()) {
      CHECK(ended.reason == errc::idle);
    }
  }
}

TEST_CASE("responder: two hundred connections at once, each served") {
  net_loop loop;
  answering responder(loop);
  std::vector<net_peer> clients;
  for (int i = 0; i < 200; ++i)
    clients.push_back(net_peer::client(loop, responder.port()));
  for (auto& client : clients)
    CHECK(client.ping(bytes(100)).payload == bytes(100));
  for (auto& client : clients) {
    client.send_close();
    CHECK(client.hears_close());
    client.socket().close();
  }
  responder.until_told<event::ended>(200);
  for (const auto& ended : responder.all<event::ended>())
    CHECK(ended.reason == errc::closed_by_peer);
}

}  // namespace
}  // namespace tmss10

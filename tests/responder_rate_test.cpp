// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include <chrono>
#include <cstdint>
#include <utility>
#ifdef __linux__
#include <netinet/tcp.h>
#endif

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using asio::ip::tcp;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;

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

#ifdef __linux__

/// A client whose system takes little at once: no long response is written in one go.
net_peer narrow_client(net_loop& loop, std::uint16_t port) {
  tcp::socket socket(loop.executor(), tcp::v4());
  socket.set_option(asio::socket_base::receive_buffer_size(4096));
  socket.set_option(asio::detail::socket_option::integer<IPPROTO_TCP, TCP_MAXSEG>(536));
  socket.connect({asio::ip::address_v4::loopback(), port});
  net_peer out(net_socket(loop, std::move(socket)), role::initiator);
  out.establish();
  return out;
}

asio::awaitable<void> write_all(tcp::socket& to, bytes what) {
  co_await asio::async_write(to, asio::buffer(what), asio::use_awaitable);
}

TEST_CASE("responder: who keeps it from writing comes no faster than the rate") {
  constexpr int count = 24;
  net_loop loop;
  answering responder(loop, with_rate(10));
  auto client = narrow_client(loop, responder.port());
  request asked;
  asked.payload = test::random_bytes(max_payload_size / 2);
  for (int i = 0; i < count; ++i)
    REQUIRE(client.wire().send(test::plaintext_of(asked)));
  const auto output = client.wire().output();
  const bytes requests(output.begin(), output.end());
  const auto began = clock::now();
  const auto written = loop.start(write_all(client.socket().socket(), requests));
  // Answers are as long as their requests. It takes them so slowly that there is seldom
  // room for a whole one.
  for (std::size_t taken = 0; taken < requests.size();) {
    loop.run_for(1ms);
    const auto some = client.socket().read_some(2048);
    REQUIRE(!some.empty());
    taken += some.size();
  }
  CHECK(clock::now() - began >= 1300ms);  // 10 at once, and 13 that wait 100 ms each
}

#endif

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

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/no_more_descriptors.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <ctime>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;

constexpr std::byte status_ready{0};
constexpr std::byte busy{1};

/// Settings for two addresses, whose clients are 127.0.0.1 and ::1.
responder_settings on_two_addresses() {
  auto out = test::on_loopback();
  out.listen = {"127.0.0.1", "::1"};
  return out;
}

/// A client that has read its greeting, and that.
std::pair<net_socket, std::byte> greeting_from(net_loop& loop, const answering& responder,
                                               const std::string& address = "127.0.0.1") {
  auto out = net_socket::to(loop, responder.port(), address);
  const auto greeting = out.read(greeting_size);
  REQUIRE(greeting.size() == greeting_size);
  return {std::move(out), greeting.back()};
}

TEST_CASE("responder: one connection of an address too many is told that it is busy") {
  net_loop loop;
  auto settings = on_two_addresses();
  settings.limits.per_address = 1;
  answering responder(loop, settings);
  auto first = net_peer::client(loop, responder.port());
  CHECK(first.ping().rc == return_code::request_ok);
  auto [second, said] = greeting_from(loop, responder);
  CHECK(said == busy);
  CHECK(second.hears_only_the_end());
  CHECK(responder.first<event::turned_away>().reason ==
        admission_refusal::too_many_of_address);
  CHECK(greeting_from(loop, responder, "::1").second == status_ready);
  CHECK(first.ping().rc == return_code::request_ok);
}

TEST_CASE("responder: of an address's unfinished connections, the oldest gives way") {
  net_loop loop;
  auto settings = test::on_loopback();
  settings.limits.unfinished_per_address = 2;
  answering responder(loop, settings);
  auto first = greeting_from(loop, responder).first;
  auto second = greeting_from(loop, responder).first;
  auto third = net_peer::client(loop, responder.port());
  CHECK(first.hears_only_the_end());
  CHECK(third.ping().rc == return_code::request_ok);
  CHECK(second.hears_nothing_for(20ms));
  const auto failed = responder.first<event::handshake_failed>();
  CHECK(failed.reason == errc::gave_way);
  CHECK(failed.peer.port == first.local_port());
}

TEST_CASE("responder: with a handshake done, who gives way gets a close message") {
  net_loop loop;
  auto settings = test::on_loopback();
  settings.limits.unfinished = 1;
  answering responder(loop, settings);
  auto first = net_peer::client(loop, responder.port());
  auto second = greeting_from(loop, responder).first;
  CHECK(first.hears_close());
  CHECK(first.socket().hears_only_the_end());
}

TEST_CASE("responder: a flood from one address gives way to a client from another") {
  net_loop loop;
  auto settings = on_two_addresses();
  settings.limits.unfinished = 3;
  answering responder(loop, settings);
  auto oldest = greeting_from(loop, responder, "::1").first;
  auto first = greeting_from(loop, responder).first;
  auto second = greeting_from(loop, responder).first;
  net_peer honest(net_socket::to(loop, responder.port(), "::1"), role::initiator);
  honest.establish();
  CHECK(first.hears_only_the_end());
  CHECK(honest.ping().rc == return_code::request_ok);
  CHECK(oldest.hears_nothing_for(20ms));
  CHECK(second.hears_nothing_for(0ms));
}

TEST_CASE("responder: a real client gives way to nobody, however many come") {
  net_loop loop;
  auto settings = test::on_loopback();
  settings.limits.unfinished = 1;
  answering responder(loop, settings);
  auto real = net_peer::client(loop, responder.port());
  CHECK(real.ping().rc == return_code::request_ok);
  for (int i = 0; i < 50; ++i)
    CHECK(greeting_from(loop, responder).second == status_ready);
  CHECK(real.ping().rc == return_code::request_ok);
  CHECK(responder.count<event::turned_away>() == 0);
}

TEST_CASE("responder: what it counts") {
  net_loop loop;
  auto settings = test::on_loopback();
  settings.limits.connections = 2;
  settings.limits.unfinished = 1;
  answering responder(loop, settings);
  {
    auto gives_way = greeting_from(loop, responder).first;
    auto real = net_peer::client(loop, responder.port());
    CHECK(real.ping().rc == return_code::request_ok);
    real.send(test::plaintext_of(request{static_cast<function_code>(9), 0, 0, {}}));
    CHECK(!real.receive().empty());
    auto another = net_peer::client(loop, responder.port());
    CHECK(another.ping().rc == return_code::request_ok);
    CHECK(greeting_from(loop, responder).second == busy);
    const auto now = responder.counters();
    CHECK(now.accepted == 3);
    CHECK(now.turned_away == 1);
    CHECK(now.gave_way == 1);
    CHECK(now.handshakes_failed == 1);
    CHECK(now.sessions == 2);
    CHECK(now.requests == 3);
    CHECK(now.refusals == 1);
    CHECK(now.connections_now == 2);
    CHECK(now.unfinished_now == 0);
  }
  CHECK(loop.reaches([&] { return responder.counters().connections_now == 0; }));
}

#ifdef TMSS10_TEST_DESCRIPTORS
TEST_CASE("responder: without a descriptor it rests, says so once, and goes on") {
  net_loop loop;
  answering responder(loop);
  auto served = net_peer::client(loop, responder.port());
  CHECK(served.ping().rc == return_code::request_ok);  // a real one gives way to nobody
  asio::ip::tcp::socket socket(loop.executor());
  socket.connect({asio::ip::address_v4::loopback(), responder.port()});
  {
    const test::no_more_descriptors limited;
    const auto processor = std::clock();
    loop.run_for(550ms);
    CHECK(std::clock() - processor < CLOCKS_PER_SEC / 4);
    CHECK(responder.count<event::accept_failed>() == 1);
    CHECK(responder.first<event::accept_failed>().reason ==
          std::errc::too_many_files_open);
    CHECK(responder.counters().accept_failures > 1);
    CHECK(responder.counters().accept_failures < 10);
    CHECK(served.ping().rc == return_code::request_ok);
  }
  net_peer waiting(net_socket(loop, std::move(socket)), role::initiator);
  waiting.establish();
  CHECK(waiting.ping().rc == return_code::request_ok);
  CHECK(responder.count<event::accept_failed>() == 1);
}

TEST_CASE("responder: without a descriptor, the oldest unfinished connection gives way") {
  net_loop loop;
  answering responder(loop);
  auto oldest = greeting_from(loop, responder).first;
  auto other = greeting_from(loop, responder).first;
  asio::ip::tcp::socket socket(loop.executor());
  socket.connect({asio::ip::address_v4::loopback(), responder.port()});
  const test::no_more_descriptors limited;
  net_peer newcomer(net_socket(loop, std::move(socket)), role::initiator);
  newcomer.establish();
  CHECK(newcomer.ping().rc == return_code::request_ok);
  CHECK(oldest.hears_only_the_end());
  CHECK(other.hears_nothing_for(20ms));
  const auto failed = responder.first<event::handshake_failed>();
  CHECK(failed.reason == errc::gave_way);
  CHECK(failed.peer.port == oldest.local_port());
}
#endif

}  // namespace
}  // namespace tmss10

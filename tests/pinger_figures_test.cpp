// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/failing_memory.hpp"
#include "support/net_answering.hpp"
#include "support/net_pinging.hpp"
#include "support/net_socket.hpp"
#include <tmss10/net/tcp_info.hpp>

#include <chrono>
#include <cstdint>
#include <thread>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::net_loop;
using test::pings_to;
using test::started_pinger;

TEST_CASE("pinger: the bytes of pings and answers are counted, and no others") {
  net_loop loop;
  answering responder(loop);
  for (const std::uint64_t count : {1U, 20U}) {
    started_pinger run(loop, pings_to(responder.port(), count));
    CHECK(!run.finish());
    CHECK(run.totals().bytes_sent == 44 * count);
    CHECK(run.totals().bytes_received == 44 * count);
  }
}

TEST_CASE("pinger: bytes are counted as they are on the wire, expanded or not") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 3);
  settings.payload_size = 65'000;
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  std::uint64_t received = 0;
  for (const auto& one : run.all<event::reply>())
    received += one.wire_size;
  std::uint64_t served = 0;
  for (const auto& one : responder.all<event::served>())
    served += one.wire_size;
  CHECK(run.totals().bytes_received == received);
  CHECK(run.totals().bytes_sent > 3 * 65'000);
  CHECK(served == received);
}

TEST_CASE("pinger: on loopback nothing is sent again, and there is no outage") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 20));
  CHECK(!run.finish());
  CHECK(run.totals().retransmitted_pings == 0);
  CHECK(run.totals().retransmitted_segments == 0);
  CHECK(run.totals().outage.longest(net_loop::clock::now()) == 0s);
  for (const auto& one : run.all<event::reply>())
    CHECK(one.retransmits == 0);
}

TEST_CASE("pinger: the time that a report takes is no part of a round trip") {
  static constexpr auto slow = 300ms;
  net_loop loop;
  answering responder(loop);
  std::vector<std::chrono::nanoseconds> round_trips;
  pinger subject(loop.executor(), pings_to(responder.port(), 2), test::open_mode_key,
                 [&round_trips](const ping_event& happened) {
                   if (const auto* reply = std::get_if<event::reply>(&happened))
                     round_trips.push_back(reply->round_trip);
                   std::this_thread::sleep_for(slow);
                 });
  CHECK(!loop.finish(loop.start(subject.run())));
  REQUIRE(round_trips.size() == 2);
  for (const auto& one : round_trips)
    CHECK(one < slow);
}

TEST_CASE("pinger: a ping without a payload allocates nothing, on neither side") {
  static constexpr std::uint64_t first = 1'000;
  static constexpr std::uint64_t last = 11'000;
  net_loop loop;
  answering responder(loop);
  std::uint64_t replies = 0;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  pinger subject(loop.executor(), pings_to(responder.port(), last), test::open_mode_key,
                 [&](const ping_event& happened) {
                   if (!std::holds_alternative<event::reply>(happened)) return;
                   ++replies;
                   if (replies == first) before = test::allocations();
                   if (replies == last) after = test::allocations();
                 });
  CHECK(!loop.finish(loop.start(subject.run())));
  REQUIRE(replies == last);
  CHECK(before > 0);
  // A round trip that takes longer than any before may need another bucket.
  CHECK(after - before < (last - first) / 100);
}

TEST_CASE("tcp_info: without a socket nothing is known") {
  CHECK(!read_tcp_info(-1));
}

#ifdef __linux__
TEST_CASE("tcp_info: of a new connection the round trip is known, and nothing is unsent",
          "[tcp_info]") {
  net_loop loop;
  test::net_listener listener(loop);
  auto here = test::net_socket::to(loop, listener.port());
  const auto facts = read_tcp_info(here.socket().native_handle());
  REQUIRE(facts);
  CHECK(facts->unacknowledged == 0);
  CHECK(facts->retransmits == 0);
  CHECK(facts->total_retransmits == 0);
  CHECK(facts->smoothed_round_trip > 0us);
  CHECK(facts->smoothed_round_trip < 1s);
  CHECK(facts->min_round_trip <= facts->smoothed_round_trip);
}

// The kernel says "none yet" with the largest number there is.
TEST_CASE("tcp_info: before a connection there is no round trip", "[tcp_info]") {
  net_loop loop;
  asio::ip::tcp::socket unconnected(loop.executor(), asio::ip::tcp::v4());
  const auto facts = read_tcp_info(unconnected.native_handle());
  REQUIRE(facts);
  CHECK(facts->smoothed_round_trip == 0us);
  CHECK(facts->min_round_trip == 0us);
}
#endif

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_socket.hpp"
#include "support/no_more_descriptors.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/connection_attempt_delay.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/net/connect_race.hpp>

#ifdef __linux__
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::net_listener;
using test::net_loop;

tcp::endpoint at(const std::string& address, std::uint16_t port) {
  return {asio::ip::make_address(address), port};
}

local_end from_address(const std::string& address) {
  return {address, {}};
}

local_end by_interface(const std::string& name) {
  return {{}, name};
}

/// One race, and who won it.
struct started_race {
  explicit started_race(net_loop& loop) : limit(loop.executor()) {}

  auto start(net_loop& loop, endpoints candidates, watchdog::duration longest = 20s,
             local_end from = {}) {
    return loop.start(race(std::move(candidates), std::move(from), longest));
  }
  auto run(net_loop& loop, endpoints candidates, watchdog::duration longest = 20s,
           local_end from = {}) {
    return loop.finish(start(loop, std::move(candidates), longest, std::move(from)));
  }

  std::optional<dialled> winner;
  watchdog limit;
  std::vector<event::attempt> told;
  /// Is called of each attempt after it was noted in `told`.
  std::function<void()> after_told = [] {};

 private:
  std::function<void(const event::attempt&)> tell_ = [this](const event::attempt& at) {
    told.push_back(at);
    after_told();
  };
  asio::awaitable<std::optional<no_connection>> race(endpoints candidates, local_end from,
                                                     watchdog::duration longest) {
    auto connected = co_await connect_to_one_of(std::move(candidates), std::move(from),
                                                limit, longest, tell_);
    if (!connected) co_return connected.error();
    winner = std::move(*connected);
    co_return std::nullopt;
  }
};

TEST_CASE("connect_race: the families take turns, the first address's first") {
  const auto a6 = at("2001:db8::1", 1);
  const auto b6 = at("2001:db8::2", 1);
  const auto c6 = at("2001:db8::3", 1);
  const auto a4 = at("192.0.2.1", 1);
  const auto b4 = at("192.0.2.2", 1);
  CHECK(interleave_families({a6, b6, c6, a4, b4}) == endpoints{a6, a4, b6, b4, c6});
  CHECK(interleave_families({a4, a6, b4}) == endpoints{a4, a6, b4});
  CHECK(interleave_families({a4, b4}) == endpoints{a4, b4});
  CHECK(interleave_families({}).empty());
}

TEST_CASE("connect_race: the only one that listens wins, wherever it stands") {
  net_loop loop;
  net_listener listener(loop);
  const auto closed = test::closed_port(loop);
  for (const auto& candidates :
       {endpoints{at("127.0.0.1", listener.port())},
        endpoints{at("127.0.0.1", closed), at("127.0.0.1", listener.port())},
        endpoints{at("127.0.0.1", closed), at("::1", closed), at("255.255.255.255", 1),
                  at("127.0.0.1", listener.port())}}) {
    started_race race(loop);
    CHECK(!race.run(loop, candidates));
    CHECK(race.winner->address == "127.0.0.1");
    CHECK(race.winner->socket.remote_endpoint().port() == listener.port());
    tcp::no_delay no_delay;
    race.winner->socket.get_option(no_delay);
    CHECK(no_delay.value());
  }
}

TEST_CASE("connect_race: the first one wins when it listens") {
  net_loop loop;
  net_listener first(loop);
  net_listener second(loop);
  started_race race(loop);
  CHECK(!race.run(loop, {at("127.0.0.1", first.port()), at("127.0.0.1", second.port())}));
  CHECK(race.winner->socket.remote_endpoint().port() == first.port());
  CHECK(!second.is_called_within(20ms));
}

TEST_CASE("connect_race: when all fail, the most telling failure is told") {
  net_loop loop;
  const auto closed = test::closed_port(loop);
  started_race race(loop);
  // 255.255.255.255 is refused by this machine itself.
  const auto lost = race.run(loop, {at("255.255.255.255", 1), at("127.0.0.1", closed),
                                    at("255.255.255.255", 1)});
  REQUIRE(lost);
  CHECK(lost->error == std::errc::connection_refused);
  CHECK(lost->address == "127.0.0.1");
  CHECK(!race.winner);
}

TEST_CASE(
    "connect_race: every address that was tried is told, in the order of the tries") {
  net_loop loop;
  net_listener listener(loop);
  const auto closed = test::closed_port(loop);
  started_race race(loop);
  CHECK(!race.run(loop, {at("255.255.255.255", 1), at("127.0.0.1", closed),
                         at("127.0.0.1", listener.port()), at("127.0.0.1", closed)}));
  REQUIRE(race.told.size() == 3);
  CHECK(race.told[0].address == "255.255.255.255");
  CHECK(race.told[0].port == 1);
  CHECK(race.told[0].error == errc::broadcast_address);
  CHECK(race.told[0].local_address.empty());
  CHECK(race.told[1].address == "127.0.0.1");
  CHECK(race.told[1].port == closed);
  CHECK(race.told[1].error == std::errc::connection_refused);
  CHECK(!race.told[1].icmp);
  CHECK(!race.told[2].error);
  CHECK(race.told[2].port == listener.port());
  CHECK(race.told[2].local_address == "127.0.0.1");
  CHECK(race.told[2].took > 0ns);
  CHECK(race.told[2].took == race.winner->took);
}

TEST_CASE("connect_race: one address is told, too") {
  net_loop loop;
  const auto closed = test::closed_port(loop);
  started_race race(loop);
  CHECK(race.run(loop, {at("127.0.0.1", closed)}));
  REQUIRE(race.told.size() == 1);
  CHECK(race.told[0].error == std::errc::connection_refused);
}

TEST_CASE(
    "connect_race: a limit that is tripped in a callback ends it, and the telling") {
  net_loop loop;
  net_listener listener(loop);
  started_race race(loop);
  race.after_told = [&race] { race.limit.trip(); };
  const auto lost =
      race.run(loop, {at("255.255.255.255", 1), at("127.0.0.1", listener.port())});
  REQUIRE(lost);
  CHECK(lost->error == errc::stopped);
  CHECK(race.told.size() == 1);
}

TEST_CASE("connect_race: when all fail, the others are kept, up to a number") {
  net_loop loop;
  const auto closed = test::closed_port(loop);
  started_race race(loop);
  endpoints candidates{at("127.0.0.1", closed)};
  candidates.insert(candidates.begin(), 11, at("255.255.255.255", 1));
  const auto lost = race.run(loop, candidates);
  REQUIRE(lost);
  CHECK(lost->error == std::errc::connection_refused);
  CHECK(lost->others.kept.size() == failed_addresses::most_kept);
  CHECK(lost->others.kept.front().address == "255.255.255.255");
  CHECK(lost->others.kept.front().error == errc::broadcast_address);
  CHECK(lost->others.more == 11 - failed_addresses::most_kept);
  CHECK(lost->waited > 0ns);
  CHECK(race.told.size() == 12);
}

#ifdef __linux__
TEST_CASE("connect_race: once it is connected, ICMP errors do not end a connection") {
  for (const std::string address : {"127.0.0.1", "::1"}) {
    CAPTURE(address);
    net_loop loop;
    net_listener listener(loop, address);
    started_race race(loop);
    REQUIRE(!race.run(loop, {at(address, listener.port())}));
    const bool is_v6 = address == "::1";
    int on = -1;
    socklen_t size = sizeof(on);
    REQUIRE(getsockopt(race.winner->socket.native_handle(),
                       is_v6 ? IPPROTO_IPV6 : IPPROTO_IP,
                       is_v6 ? IPV6_RECVERR : IP_RECVERR, &on, &size) == 0);
    CHECK(on == 0);
  }
}
#endif

TEST_CASE("connect_race: a local address of another family fits no candidate") {
  net_loop loop;
  net_listener listener(loop);
  started_race race(loop);
  const auto lost =
      race.run(loop, {at("127.0.0.1", listener.port())}, 20s, from_address("::1"));
  REQUIRE(lost);
  CHECK(lost->error == errc::source_of_other_family);
}

TEST_CASE("connect_race: a local address that is not here is named") {
  net_loop loop;
  net_listener listener(loop);
  // Of a documentation block (RFC 5737); with a zone that there is not; not an address.
  for (const auto* const source : {"192.0.2.1", "fe80::1%nosuch", "nothing"}) {
    CAPTURE(source);
    started_race race(loop);
    const auto lost =
        race.run(loop, {at("127.0.0.1", listener.port())}, 20s, from_address(source));
    REQUIRE(lost);
    CHECK(lost->error == errc::source_not_here);
  }
}

TEST_CASE("connect_race: a loopback source that reaches no other machine is blamed") {
  net_loop loop;
  // Of a documentation block: systems refuse, drop the packets or have no route.
  for (const auto& candidates : {endpoints{at("192.0.2.1", 1)},
                                 endpoints{at("2001:db8::1", 1), at("192.0.2.1", 1)},
                                 endpoints{at("192.0.2.1", 1), at("2001:db8::1", 1)}}) {
    started_race race(loop);
    const auto lost = race.run(loop, candidates, 300ms, from_address("127.0.0.1"));
    REQUIRE(lost);
    CHECK(lost->error == errc::source_is_loopback);
    CHECK(lost->address == "192.0.2.1");
  }
}

TEST_CASE("connect_race: a loopback source is not blamed for a loopback target") {
  net_loop loop;
  started_race race(loop);
  const auto lost = race.run(loop, {at("127.0.0.1", test::closed_port(loop))}, 20s,
                             from_address("127.0.0.1"));
  REQUIRE(lost);
  CHECK(lost->error == std::errc::connection_refused);
}

TEST_CASE("connect_race: an interface that is not here is named") {
  net_loop loop;
  net_listener listener(loop);
  // With an address of this machine, too; empty; longer than Linux takes a name.
  for (const auto& from :
       {by_interface("nosuch"), local_end{"127.0.0.1", "nosuch"}, by_interface(""),
        by_interface("loooooooooooooooooooooooong")}) {
    CAPTURE(*from.interface_name);
    started_race race(loop);
    const auto lost = race.run(loop, {at("127.0.0.1", listener.port())}, 20s, from);
    REQUIRE(lost);
    CHECK(lost->error == errc::interface_not_here);
  }
}

#ifdef __linux__  // others have other names for it
TEST_CASE("connect_race: the loopback interface reaches this machine") {
  net_loop loop;
  net_listener listener(loop);
  for (const auto& from : {by_interface("lo"), local_end{"127.0.0.2", "lo"}}) {
    started_race race(loop);
    CHECK(!race.run(loop, {at("127.0.0.1", listener.port())}, 20s, from));
    REQUIRE(race.winner);
    CHECK(race.winner->socket.local_endpoint().address().to_string() ==
          from.address.value_or("127.0.0.1"));
  }
}

TEST_CASE("connect_race: a source that is not here is named with an interface, too") {
  net_loop loop;
  started_race race(loop);
  const auto lost = race.run(loop, {at("127.0.0.1", 1)}, 20s, {"192.0.2.1", "lo"});
  REQUIRE(lost);
  CHECK(lost->error == errc::source_not_here);
}
#endif

TEST_CASE("connect_race: multicast and broadcast addresses are not tried") {
  net_loop loop;
  const std::vector<std::pair<const char*, errc>> rows{
      {"224.0.0.1", errc::multicast_address},
      {"239.255.255.250", errc::multicast_address},
      {"ff02::1", errc::multicast_address},
      {"ff0e::1", errc::multicast_address},
      {"::ffff:224.0.0.1", errc::multicast_address},
      {"::ffff:255.255.255.255", errc::broadcast_address},
      {"255.255.255.255", errc::broadcast_address}};
  for (const auto& [address, expected] : rows) {
    CAPTURE(address);
    started_race race(loop);
    const auto lost = race.run(loop, {at(address, 1)});
    REQUIRE(lost);
    CHECK(lost->error == expected);
    CHECK(lost->address == address);
  }
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("connect_race: after a while without an answer the next one is tried") {
  net_loop loop;
  test::full_listener silent(loop);
  net_listener listener(loop);
  started_race race(loop);
  const auto began = std::chrono::steady_clock::now();
  CHECK(!race.run(loop,
                  {at("127.0.0.1", silent.port()), at("127.0.0.1", listener.port())}));
  CHECK(std::chrono::steady_clock::now() - began >= connection_attempt_delay);
  CHECK(race.winner->socket.remote_endpoint().port() == listener.port());
  REQUIRE(race.told.size() == 2);
  CHECK(race.told[0].error == errc::stopped);
  CHECK(race.told[0].port == silent.port());
  CHECK(race.told[0].local_address == "127.0.0.1");
  CHECK(race.told[0].took >= connection_attempt_delay);
  // The time of the connection that was made does not include the wait for the other.
  CHECK(!race.told[1].error);
  CHECK(race.told[1].took < race.told[0].took);
  CHECK(race.winner->took == race.told[1].took);
}

TEST_CASE("connect_race: no answer at all is timed_out, at the first address") {
  net_loop loop;
  test::full_listener silent(loop);
  started_race race(loop);
  const auto lost =
      race.run(loop, {at("127.0.0.1", silent.port()), at("255.255.255.255", 1)}, 300ms);
  REQUIRE(lost);
  CHECK(lost->error == errc::timed_out);
  CHECK(lost->address == "127.0.0.1");
  CHECK(lost->waited >= 299ms);  // the clock is read before the timer is set
  REQUIRE(race.told.size() == 2);
  CHECK(race.told[0].error == errc::timed_out);
  CHECK(race.told[0].took >= 299ms);
  CHECK(race.told[1].error == errc::broadcast_address);
  REQUIRE(lost->others.kept.size() == 1);
  CHECK(lost->others.kept[0].address == "255.255.255.255");
  CHECK(lost->others.more == 0);
}

TEST_CASE("connect_race: a refusal says more than no answer") {
  net_loop loop;
  test::full_listener silent(loop);
  const auto closed = test::closed_port(loop);
  started_race race(loop);
  const auto lost =
      race.run(loop, {at("127.0.0.1", silent.port()), at("::1", closed)}, 400ms);
  REQUIRE(lost);
  CHECK(lost->error == std::errc::connection_refused);
  CHECK(lost->address == "::1");
}

TEST_CASE("connect_race: a tripped limit ends it at once with stopped") {
  net_loop loop;
  test::full_listener silent(loop);
  started_race race(loop);
  const auto task = race.start(loop, {at("127.0.0.1", silent.port())}, 1h);
  loop.run_for(20ms);
  CHECK(!task->has_value());
  race.limit.trip();
  const auto lost = loop.finish(task);
  REQUIRE(lost);
  CHECK(lost->error == errc::stopped);
  REQUIRE(race.told.size() == 1);  // how long it was tried is of use to a reader
  CHECK(race.told[0].error == errc::timed_out);
}
#endif

#ifdef TMSS10_TEST_DESCRIPTORS
TEST_CASE("connect_race: a system without a free descriptor says so in its own words") {
  net_loop loop;
  net_listener listener(loop);
  started_race race(loop);
  std::optional<no_connection> lost;
  {
    const test::no_more_descriptors limited;
    lost = race.run(loop, {at("127.0.0.1", listener.port())});
  }
  REQUIRE(lost);
  CHECK(lost->error == std::errc::too_many_files_open);

  failure told;
  told.where = stage::connect;
  told.error = lost->error;
  told.host = lost->address;
  told.port = 5000;
  CHECK(diagnose(told).code == exit_code::usage);
  CHECK(diagnose(told).sentence == "127.0.0.1 port 5000: " + lost->error.message());
}
#endif

}  // namespace
}  // namespace tmss10

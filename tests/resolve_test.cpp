// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/errc.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/ip/tcp.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::error_of;
using test::net_loop;

constexpr auto long_enough = 20s;

result<endpoints> look_up(const std::string& host, std::uint16_t port,
                          watchdog::duration longest = long_enough) {
  net_loop loop;
  watchdog limit(loop.executor());
  return loop.finish(resolve(host, port, limit, longest));
}

TEST_CASE("resolve: an address is itself, and no thread is asked for it") {
  net_loop loop;
  watchdog limit(loop.executor());
  const auto v4 = loop.start(resolve("192.0.2.7", 5000, limit, long_enough));
  const auto v6 = loop.start(resolve("2001:db8::7", 1, limit, long_enough));
  loop.run_ready();  // there is nothing to wait for
  REQUIRE(v4->has_value());
  REQUIRE(v6->has_value());
  CHECK(error_of(**v4) == std::error_code{});
  CHECK(***v4 == endpoints{tcp::endpoint(asio::ip::make_address("192.0.2.7"), 5000)});
  CHECK(***v6 == endpoints{tcp::endpoint(asio::ip::make_address("2001:db8::7"), 1)});
}

TEST_CASE("resolve: an address needs no time, so that a limit of zero is enough") {
  CHECK(look_up("127.0.0.1", 80, 0ms).has_value());
  CHECK(look_up("::1", 80, 0ms).has_value());
}

TEST_CASE("resolve: localhost is a loopback address, with the port") {
  const auto found = look_up("localhost", 5000);
  REQUIRE(found);
  REQUIRE(!found->empty());
  for (const auto& at : *found) {
    CHECK(at.address().is_loopback());
    CHECK(at.port() == 5000);
  }
}

TEST_CASE("resolve: no address comes twice") {
  auto found = look_up("localhost", 5000);
  REQUIRE(found);
  std::sort(found->begin(), found->end());
  CHECK(std::adjacent_find(found->begin(), found->end()) == found->end());
}

TEST_CASE("resolve: a name that can't be is name_not_found") {
  // No name server is asked: a label is at most 63 bytes (RFC 1035, section 2.3.4).
  CHECK(error_of(look_up(std::string(64, 'x') + "..invalid", 1)) == errc::name_not_found);
  CHECK(error_of(look_up(" ", 1)) == errc::name_not_found);
}

TEST_CASE("resolve: a name under .invalid is not found") {
  const auto error = error_of(look_up("nonexistent.invalid", 1));
  // Where no name server answers, the system can't know (RFC 6761, section 6.4).
  CHECK((error == errc::name_not_found || error == errc::resolver_failed));
}

TEST_CASE("resolve: an empty name is not found") {
  CHECK(error_of(look_up("", 1)) == errc::name_not_found);
}

TEST_CASE("resolve: a limit that passes ends the wait with timed_out") {
  // The thread is still at it, or has just finished, when the io_context goes.
  for (int i = 0; i < 20; ++i) {
    net_loop loop;
    watchdog limit(loop.executor());
    const auto found = loop.finish(resolve("nonexistent.invalid", 1, limit, 0ms));
    CHECK(error_of(found) != std::error_code{});
  }
}

TEST_CASE("resolve: a tripped limit ends the wait at once with stopped") {
  net_loop loop;
  watchdog limit(loop.executor());
  const auto task = loop.start(resolve("nonexistent.invalid", 1, limit, 1h));
  loop.run_one_ready();
  limit.trip();
  CHECK(limit.tripped());
  const auto found = loop.finish(task);
  // An answer that is in already stays an answer.
  if (error_of(found) != errc::name_not_found) CHECK(error_of(found) == errc::stopped);
}

TEST_CASE("resolve: an io_context may go while it waits for the look-up") {
  // Once with the thread ahead, once with it behind: which one is for the system to say.
  for (int i = 0; i < 50; ++i) {
    net_loop loop;
    watchdog limit(loop.executor());
    (void)loop.start(resolve("nonexistent.invalid", 1, limit, 1h));
    loop.run_one_ready();
    if (i % 2 == 0) loop.run_ready();
  }
}

TEST_CASE("resolve: many look-ups at once") {
  net_loop loop;
  std::vector<std::unique_ptr<watchdog>> limits;
  std::vector<test::started<result<endpoints>>> all;
  for (int i = 0; i < 30; ++i) {
    limits.push_back(std::make_unique<watchdog>(loop.executor()));
    all.push_back(loop.start(resolve("localhost", 1, *limits.back(), long_enough)));
  }
  for (const auto& one : all)
    CHECK(loop.finish(one).has_value());
}

}  // namespace
}  // namespace tmss10

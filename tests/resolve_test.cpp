// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_loop.hpp"
#include "support/no_more_threads.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/ip/tcp.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
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
  return loop.finish(resolve({host, port}, limit, longest)).found;
}

/// What a resolver with that source says of a name.
result<endpoints> asked_of(const name_source& source, const name_query& what) {
  net_loop loop;
  watchdog limit(loop.executor());
  return loop.finish(resolver(source).resolve(what, limit, long_enough)).found;
}

TEST_CASE("resolve: an address is itself, and no thread is asked for it") {
  net_loop loop;
  watchdog limit(loop.executor());
  const auto v4 = loop.start(resolve({"192.0.2.7", 5000}, limit, long_enough));
  const auto v6 = loop.start(resolve({"2001:db8::7", 1}, limit, long_enough));
  loop.run_ready();  // there is nothing to wait for
  REQUIRE(v4->has_value());
  REQUIRE(v6->has_value());
  CHECK(error_of((*v4)->found) == std::error_code{});
  CHECK(*(*v4)->found ==
        endpoints{tcp::endpoint(asio::ip::make_address("192.0.2.7"), 5000)});
  CHECK(*(*v6)->found ==
        endpoints{tcp::endpoint(asio::ip::make_address("2001:db8::7"), 1)});
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
    const auto found = loop.finish(resolve({"nonexistent.invalid", 1}, limit, 0ms));
    CHECK(error_of(found.found) != std::error_code{});
  }
}

TEST_CASE("resolve: a tripped limit ends the wait at once with stopped") {
  net_loop loop;
  watchdog limit(loop.executor());
  const auto task = loop.start(resolve({"nonexistent.invalid", 1}, limit, 1h));
  loop.run_one_ready();
  limit.trip();
  CHECK(limit.tripped());
  const auto found = loop.finish(task).found;
  // An answer that is in already stays an answer.
  if (error_of(found) != errc::name_not_found) CHECK(error_of(found) == errc::stopped);
}

TEST_CASE("resolve: an io_context may go while it waits for the look-up") {
  // Once with the thread ahead, once with it behind: which one is for the system to say.
  for (int i = 0; i < 50; ++i) {
    net_loop loop;
    watchdog limit(loop.executor());
    (void)loop.start(resolve({"nonexistent.invalid", 1}, limit, 1h));
    loop.run_one_ready();
    if (i % 2 == 0) loop.run_ready();
  }
}

TEST_CASE("resolve: many look-ups at once") {
  net_loop loop;
  std::vector<std::unique_ptr<watchdog>> limits;
  std::vector<test::started<look_up_result>> all;
  for (int i = 0; i < 30; ++i) {
    limits.push_back(std::make_unique<watchdog>(loop.executor()));
    all.push_back(loop.start(resolve({"localhost", 1}, *limits.back(), long_enough)));
  }
  for (const auto& one : all)
    CHECK(loop.finish(one).found.has_value());
}

TEST_CASE("resolve: what the source of names throws is a failure, and ends no process") {
  const std::vector<std::pair<name_source, std::error_code>> sources{
      {[](auto&&...) -> result<endpoints> { throw std::bad_alloc(); },
       std::make_error_code(std::errc::not_enough_memory)},
      {[](auto&&...) -> result<endpoints> {
         throw std::system_error(std::make_error_code(std::errc::io_error));
       },
       std::make_error_code(std::errc::io_error)},
      {[](auto&&...) -> result<endpoints> { throw std::runtime_error("no names"); },
       errc::resolver_failed},
      {[](auto&&...) -> result<endpoints> { throw 1; }, errc::resolver_failed},
  };
  for (const auto& [source, expected] : sources) {
    CHECK(error_of(asked_of(source, {"a.example", 1})) == expected);
  }
}

/// A source that has addresses of one family, and notes what it is asked for.
struct one_family_source {
  asio::ip::address known;
  errc otherwise = errc::name_not_found;
  std::shared_ptr<std::vector<address_family>> asked =
      std::make_shared<std::vector<address_family>>();

  result<endpoints> operator()(const name_query& what) const {
    asked->push_back(what.family);
    const auto wanted = known.is_v4() ? address_family::v4 : address_family::v6;
    if (what.family != address_family::any && what.family != wanted) {
      return failed(otherwise);
    }
    return endpoints{tcp::endpoint(known, what.port)};
  }
};

TEST_CASE("resolve: with a family, for that one alone is asked") {
  for (const auto& [family, text] : {std::pair(address_family::v4, "192.0.2.7"),
                                     std::pair(address_family::v6, "2001:db8::7"),
                                     std::pair(address_family::any, "2001:db8::7")}) {
    const one_family_source source{asio::ip::make_address(text)};
    const auto found = asked_of(source, {"a.example", 80, family});
    REQUIRE(found);
    CHECK(*found == endpoints{tcp::endpoint(source.known, 80)});
    CHECK(*source.asked == std::vector{family});
  }
}

TEST_CASE("resolve: a name with addresses of the other family only says so") {
  for (const auto otherwise : {errc::name_not_found, errc::name_without_address}) {
    const one_family_source source{asio::ip::make_address("192.0.2.7"), otherwise};
    const auto found = asked_of(source, {"a.example", 80, address_family::v6});
    CHECK(error_of(found) == errc::no_address_of_family);
    CHECK(*source.asked == std::vector{address_family::v6, address_family::v4});
  }
}

TEST_CASE("resolve: a name of neither family is what it is of the family asked for") {
  for (const auto error : {errc::name_not_found, errc::name_without_address}) {
    const name_source source = [error](const name_query&) -> result<endpoints> {
      return failed(error);
    };
    const auto found = asked_of(source, {"a.example", 80, address_family::v4});
    CHECK(error_of(found) == error);
  }
}

TEST_CASE("resolve: no address of a family says nothing of one that could not be asked") {
  const name_source source = [](const name_query& what) -> result<endpoints> {
    return failed(what.family == address_family::v4 ? errc::name_without_address
                                                    : errc::timed_out);
  };
  const auto found = asked_of(source, {"a.example", 80, address_family::v4});
  CHECK(error_of(found) == errc::no_address_of_family);
}

TEST_CASE("resolve: what is known counts when the other family's answer never comes") {
  std::promise<void> is_over;
  const std::shared_future<void> over = is_over.get_future().share();
  const name_source source = [over](const name_query& what) -> result<endpoints> {
    if (what.family == address_family::v6) over.wait();
    return failed(errc::name_not_found);
  };
  net_loop loop;
  watchdog limit(loop.executor());
  const resolver names(source);
  const auto found =
      loop.start(names.resolve({"a.example", 80, address_family::v4}, limit, 1h));
  // The first answer is in when a handler has come from the thread.
  loop.run_one_ready();
  loop.run_one();
  limit.trip();
  const auto stopped = loop.finish(found).found;
  CHECK(error_of(stopped) == errc::stopped);

  watchdog short_limit(loop.executor());
  const auto late = loop.finish(names.resolve({"a.example", 80, address_family::v4},
                                              short_limit, 300ms))
                        .found;
  // On a machine that starts no thread in that time, nothing is known.
  if (error_of(late) != errc::timed_out) CHECK(error_of(late) == errc::name_not_found);
  is_over.set_value();
}

TEST_CASE("resolve: an address of the other family is none of the family") {
  const name_source nobody = [](const name_query&) -> result<endpoints> {
    return failed(errc::resolver_failed);
  };
  CHECK(error_of(asked_of(nobody, {"192.0.2.7", 1, address_family::v6})) ==
        errc::no_address_of_family);
  CHECK(asked_of(nobody, {"192.0.2.7", 1, address_family::v4}).has_value());
}

TEST_CASE("resolve: an IPv4-mapped address is an IPv4 address, and none of IPv6") {
  const name_source nobody = [](const name_query&) -> result<endpoints> {
    return failed(errc::resolver_failed);
  };
  for (const auto* const text : {"::ffff:192.0.2.7", "::ffff:c000:207"}) {
    CAPTURE(text);
    for (const auto family : {address_family::v4, address_family::any}) {
      const auto found = asked_of(nobody, {text, 1, family});
      REQUIRE(found);
      CHECK(found->front().address().to_string() == "192.0.2.7");
    }
    CHECK(error_of(asked_of(nobody, {text, 1, address_family::v6})) == errc::ipv4_mapped);
  }
}

TEST_CASE("resolve: a zone that is no interface is an error, of any address") {
  for (const auto* const text : {"fe80::1%nosuch", "::1%nosuch", "fe80::1%25lo",
                                 "2001:db8::1%nosuch", "fe80::1%"}) {
    CAPTURE(text);
    CHECK(error_of(look_up(text, 1)) == errc::no_such_interface);
  }
}

#ifdef TMSS10_CAN_REFUSE_THREADS

TEST_CASE(
    "resolve: without a thread a look-up fails, an address does not, and it passes") {
  std::atomic<int> asked = 0;
  const name_source source = [&asked](const name_query& what) {
    ++asked;
    return endpoints{tcp::endpoint(asio::ip::address_v4::loopback(), what.port)};
  };
  {
    const test::no_more_threads none;
    // More often than there may be look-ups at once: one that fails takes no place.
    for (int i = 0; i < 300; ++i) {
      const auto found = asked_of(source, {"a.example", 1});
      REQUIRE(error_of(found) == errc::no_thread);
    }
    CHECK(look_up("127.0.0.1", 1).has_value());
  }
  CHECK(asked == 0);
  CHECK(asked_of(source, {"a.example", 1}).has_value());
  CHECK(asked == 1);
}

#endif

}  // namespace
}  // namespace tmss10

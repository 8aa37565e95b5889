// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_session.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/net/session.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::error_of;
using test::established_session;
using test::net_loop;
using test::session_over_tcp;

TEST_CASE("session: closed in order, the peer hears the close message and the end") {
  for (const role side : {role::initiator, role::responder}) {
    net_loop loop;
    established_session both(loop, side);
    both.subject().close_in_order();
    CHECK(both.hears_close());
    CHECK(both.peer().hears_only_the_end());
  }
}

TEST_CASE("session: closed in order twice, it says the close message once") {
  net_loop loop;
  established_session both(loop, role::initiator);
  both.subject().close_in_order();
  both.subject().close_in_order();
  CHECK(both.hears_close());
  CHECK(both.peer().hears_only_the_end());
}

TEST_CASE("session: closed in order before there is a session, it says nothing") {
  net_loop loop;
  session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
  us.subject.close_in_order();
  CHECK(us.peer.hears_only_the_end());
}

TEST_CASE("session: closed in order, next() is stopped") {
  net_loop loop;
  established_session both(loop, role::initiator);
  const auto next = loop.start(both.subject().next());
  loop.run_ready();
  both.subject().close_in_order();
  CHECK(error_of(loop.finish(next)) == errc::stopped);
  CHECK(error_of(loop.finish(both.subject().next())) == errc::stopped);
}

TEST_CASE("session: closed in order while a message is half written, it just ends") {
  net_loop loop;
  established_session both(loop, role::initiator);
  const auto message = test::random_bytes(60'000);
  while (both.subject().flush_now())
    REQUIRE(both.subject().wire().send(message));
  const auto flush = loop.start(both.subject().flush());
  loop.run_ready();
  REQUIRE(both.subject().is_flushing());
  both.subject().close_in_order();
  loop.finish(flush);
  CHECK(!both.subject().is_flushing());
  CHECK(!both.subject().facts());
}

TEST_CASE("session: the peer's address, as long as there is a connection") {
  net_loop loop;
  session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
  CHECK(us.subject.peer_address() == "127.0.0.1");
  us.subject.close();
  CHECK(us.subject.peer_address().empty());
}

#ifdef __linux__  // elsewhere the system does not tell
TEST_CASE("session: the facts of its connection, as long as there is one", "[tcp_info]") {
  net_loop loop;
  established_session both(loop, role::initiator);
  const auto facts = both.subject().facts();
  REQUIRE(facts);
  CHECK(facts->retransmits == 0);
  both.subject().close();
  CHECK(!both.subject().facts());
}
#endif

}  // namespace
}  // namespace tmss10

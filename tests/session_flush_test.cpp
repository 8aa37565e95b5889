// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_session.hpp"
#include <tmss10/net/session.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::error_of;
using test::established_session;
using test::net_loop;

/// Puts messages into the output until the system takes no more. Returns their number.
std::size_t fill(session& over) {
  const bytes long_message(max_plaintext_size, std::byte{0x5A});
  for (std::size_t count = 1; count < 10'000; ++count) {
    REQUIRE(over.wire().send(long_message));
    if (!over.flush_now()) return count;
  }
  FAIL("the system takes everything");
  return 0;
}

TEST_CASE("session: flush_now writes at once what the system takes") {
  net_loop loop;
  established_session us(loop, role::initiator);
  CHECK(us.subject().flush_now());
  REQUIRE(us.subject().wire().send(view_of("now")));
  CHECK(us.subject().flush_now());
  CHECK(us.subject().wire().output().empty());
  CHECK(us.hear() == "now");
}

TEST_CASE("session: a peer that does not read blocks the writes and not the reads") {
  net_loop loop;
  established_session us(loop, role::initiator);
  const auto messages = fill(us.subject());
  const auto flushed = loop.start(us.subject().flush());
  loop.run_for(10ms);
  CHECK(us.subject().is_flushing());
  CHECK(!flushed->has_value());
  CHECK(!us.subject().flush_now());
  loop.finish(us.subject().flush());  // under way: returns at once

  for (const std::string text : {"one", "two"}) {
    us.say(text);
    CHECK(loop.finish(us.subject().next()) == protocol_event::message);
    CHECK(us.text() == text);
  }
  CHECK(us.subject().is_flushing());

  for (std::size_t i = 0; i < messages; ++i)
    CHECK(us.hear().size() == max_plaintext_size);
  loop.finish(flushed);
  CHECK(!us.subject().is_flushing());
  CHECK(us.subject().wire().output().empty());
}

TEST_CASE("session: close ends a flush and a read") {
  net_loop loop;
  established_session us(loop, role::responder);
  fill(us.subject());
  const auto flushed = loop.start(us.subject().flush());
  const auto next = loop.start(us.subject().next());
  loop.run_for(5ms);
  us.subject().close();
  loop.finish(flushed);
  CHECK(error_of(loop.finish(next)) == errc::stopped);
}

TEST_CASE("session: a peer that resets ends a flush and a read") {
  net_loop loop;
  established_session us(loop, role::initiator);
  fill(us.subject());
  const auto flushed = loop.start(us.subject().flush());
  const auto next = loop.start(us.subject().next());
  loop.run_for(5ms);
  us.peer().reset();
  loop.finish(flushed);
  const auto error = error_of(loop.finish(next));
  CHECK((error == std::errc::connection_reset || error == std::errc::broken_pipe));
}

}  // namespace
}  // namespace tmss10

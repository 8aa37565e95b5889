// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::feed;

bytes ready_greeting() {
  const auto ready = make_greeting(greeting_status::ready);
  return {ready.begin(), ready.end()};
}

protocol an_initiator() {
  static const auto published = test::load_sessions().at(0);
  return published.start(role::initiator);
}

/// What a greeting that is wrong first at that byte means.
errc error_at(std::size_t position, unsigned value) {
  if (position < 6) return errc::not_a_greeting;
  if (position == 6) return errc::unsupported_version;
  return value == 1 ? errc::busy : errc::undefined_status;
}

void check_silent_for_good(protocol& side) {
  CHECK(side.output().empty());
  side.send_close();
  CHECK_THROWS_AS(side.send(test::bytes_of("text")).has_value(), std::logic_error);
  CHECK_THROWS_AS(side.next().has_value(), std::logic_error);
  CHECK(side.output().empty());
  CHECK(!side.established());
}

TEST_CASE("protocol: an initiator says nothing before a whole greeting") {
  const bytes greeting = ready_greeting();
  for (std::size_t length = 0; length < greeting.size(); ++length) {
    CAPTURE(length);
    protocol initiator = an_initiator();
    const auto seen = feed(initiator, bytes_view(greeting).first(length));
    CHECK(!seen.error);
    CHECK(seen.events.empty());
    CHECK(initiator.output().empty());
    initiator.send_close();
    CHECK(initiator.output().empty());
    CHECK_THROWS_AS(initiator.send(test::bytes_of("text")).has_value(), std::logic_error);
    CHECK(initiator.output().empty());
  }
  protocol initiator = an_initiator();
  const auto seen = feed(initiator, greeting);
  CHECK(seen.events == std::vector{protocol_event::greeted});
  CHECK(initiator.output().size() == 50);
}

TEST_CASE("protocol: an initiator never answers a wrong byte, whatever follows") {
  static const auto published = test::load_sessions().at(0);
  for (std::size_t position = 0; position < greeting_size; ++position) {
    for (unsigned value = 0; value < 256; ++value) {
      bytes greeting = ready_greeting();
      if (greeting[position] == static_cast<std::byte>(value)) continue;
      greeting[position] = static_cast<std::byte>(value);
      CAPTURE(position, value);
      for (const bool with_more : {false, true}) {
        protocol initiator = an_initiator();
        if (with_more) append(greeting, published.message("message 2").wire);
        const auto seen = feed(initiator, greeting);
        REQUIRE(seen.error == error_at(position, value));
        REQUIRE(seen.events.empty());
        REQUIRE(initiator.output().empty());
      }
    }
  }
}

TEST_CASE("protocol: a wrong byte is refused as soon as it is there") {
  for (std::size_t position = 0; position < greeting_size; ++position) {
    CAPTURE(position);
    bytes start = ready_greeting();
    start.resize(position);
    protocol initiator = an_initiator();
    CHECK(!feed(initiator, start).error);
    const bytes wrong{std::byte{0xFF}};
    CHECK(feed(initiator, wrong).error == error_at(position, 0xFF));
    check_silent_for_good(initiator);
  }
}

TEST_CASE("protocol: what came in place of a greeting can be read afterwards") {
  for (const std::string text : {"SSH-2.0-OpenSSH_9.2\r\n", "TMSS11", "x"}) {
    protocol initiator = an_initiator();
    CHECK(feed(initiator, view_of(text)).error == errc::not_a_greeting);
    const auto unread = initiator.unread();
    CHECK(bytes(unread.begin(), unread.end()) == test::bytes_of(text));
  }
}

TEST_CASE("protocol: an end before or within the greeting has its meaning") {
  protocol initiator = an_initiator();
  CHECK(initiator.meaning_of_end() == errc::closed_before_greeting);
  const bytes greeting = ready_greeting();
  for (std::size_t i = 0; i + 1 < greeting.size(); ++i) {
    feed(initiator, bytes_view(greeting).subspan(i, 1));
    CHECK(initiator.meaning_of_end() == errc::not_a_greeting);
  }
  feed(initiator, bytes_view(greeting).last(1));
  CHECK(initiator.meaning_of_end() == errc::keys_differ);
}

TEST_CASE("protocol: a responder greets at once") {
  const auto published = test::load_sessions().at(0);
  const protocol responder = published.start(role::responder);
  CHECK(test::to_hex(responder.output()) == "544d535331300100");
}

TEST_CASE("protocol: every errc of a greeting") {
  const std::vector<std::pair<std::string, errc>> cases{
      {"00", errc::not_a_greeting},
      {"544d535331300200", errc::unsupported_version},
      {"544d535331300102", errc::undefined_status},
      {"544d535331300101", errc::busy},
  };
  for (const auto& [hex, expected] : cases) {
    protocol initiator = an_initiator();
    const bytes greeting = test::from_hex(hex);
    CHECK(feed(initiator, greeting).error == expected);
    check_silent_for_good(initiator);
  }
  CHECK(an_initiator().meaning_of_end() == errc::closed_before_greeting);
}

}  // namespace
}  // namespace tmss10

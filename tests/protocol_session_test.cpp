// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/protocol.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::feed;
using test::published_session;
using test::take_output;
using test::to_hex;
using test::wire_message;

using enum protocol_event;

/// The event that a message means for the side that reads it.
protocol_event meaning(const wire_message& message) {
  if (message.what == "greeting") return greeted;
  if (!message.plaintext) return established;
  return message.plaintext->empty() ? closed : protocol_event::message;
}

void check_reading(protocol& side, const wire_message& message, std::size_t step) {
  const auto seen = feed(side, message.wire, step);
  CHECK(!seen.error);
  REQUIRE(seen.events == std::vector{meaning(message)});
  if (meaning(message) != protocol_event::message) return;
  CHECK(to_hex(seen.plaintexts.at(0)) == to_hex(*message.plaintext));
  CHECK(seen.wire_sizes.at(0) == message.wire.size());
}

void check_writing(protocol& side, const wire_message& message) {
  if (message.plaintext && message.plaintext->empty()) {
    side.send_close();
  } else if (message.plaintext) {
    REQUIRE(side.send(*message.plaintext));
  }
  CHECK(to_hex(take_output(side)) == to_hex(message.wire));
}

/// One side of a published session, its peer's bytes coming `step` at a time.
void check_session(const published_session& published, role side, std::size_t step) {
  INFO(published.name << ", " << (side == role::initiator ? "initiator" : "responder"));
  protocol us = published.start(side);
  for (const auto& message : published.messages) {
    INFO(message.what);
    if (message.from == side) {
      check_writing(us, message);
    } else {
      check_reading(us, message, step);
    }
  }
  CHECK(us.meaning_of_end() == errc::closed_by_peer);
}

TEST_CASE("protocol: the published sessions, each message in one piece") {
  const auto sessions = test::load_sessions();
  REQUIRE(sessions.size() == 3);
  for (const auto& published : sessions) {
    check_session(published, role::initiator, 1000);
    check_session(published, role::responder, 1000);
  }
}

TEST_CASE("protocol: the published sessions, one byte at a time") {
  for (const auto& published : test::load_sessions()) {
    check_session(published, role::initiator, 1);
    check_session(published, role::responder, 1);
  }
}

TEST_CASE("protocol: the published sessions, all of a peer's bytes in one piece") {
  for (const auto& published : test::load_sessions()) {
    for (const role side : {role::initiator, role::responder}) {
      const role peer = side == role::initiator ? role::responder : role::initiator;
      protocol us = published.start(side);
      const auto seen = feed(us, published.all_from(peer));
      CHECK(!seen.error);
      std::vector<protocol_event> expected;
      std::vector<bytes> plaintexts;
      for (const auto& message : published.messages) {
        if (message.from != peer) continue;
        expected.push_back(meaning(message));
        if (expected.back() == protocol_event::message) {
          plaintexts.push_back(*message.plaintext);
        }
      }
      CHECK(seen.events == expected);
      CHECK(seen.plaintexts == plaintexts);
      const auto own = published.all_from(side);
      const auto output = take_output(us);
      REQUIRE(output.size() <= own.size());
      CHECK(std::equal(output.begin(), output.end(), own.begin()));
      CHECK(output.size() == (side == role::initiator ? 50U : 58U));
    }
  }
}

TEST_CASE("protocol: the longest message passes both ways, in any pieces") {
  const auto published = test::load_sessions().at(1);
  for (const std::size_t step :
       {std::size_t{1}, std::size_t{1460}, std::size_t{70'000}}) {
    CAPTURE(step);
    test::established_pair pair(published);
    const bytes text(max_plaintext_size, std::byte{0x5A});
    const auto there = feed(pair.responder, test::sent(pair.initiator, text), step);
    CHECK(there.plaintexts == std::vector<bytes>{text});
    CHECK(there.wire_sizes == std::vector<std::size_t>{65'537});
    const auto back = feed(pair.initiator, test::sent(pair.responder, text), step);
    CHECK(back.plaintexts == std::vector<bytes>{text});
  }
}

TEST_CASE("protocol: many messages in one piece come out one by one") {
  test::established_pair pair(test::load_sessions().at(0));
  bytes wire;
  std::vector<bytes> texts;
  for (std::size_t size = 1; size <= 300; ++size) {
    texts.emplace_back(size, static_cast<std::byte>(size & 0xFFU));
    append(wire, test::sent(pair.initiator, texts.back()));
  }
  for (const std::size_t step : {std::size_t{7}, wire.size()}) {
    test::established_pair fresh(test::load_sessions().at(0));
    CHECK(feed(fresh.responder, wire, step).plaintexts == texts);
  }
}

TEST_CASE("protocol: fresh ephemeral keys make a session, and never the same one") {
  const site_key key(test::load_sessions().at(1).psk);
  std::vector<std::string> seen;
  for (int i = 0; i < 2; ++i) {
    protocol initiator(role::initiator, key);
    protocol responder(role::responder, key);
    feed(initiator, take_output(responder));
    const auto first = take_output(initiator);
    feed(responder, first);
    feed(initiator, take_output(responder));
    CHECK(initiator.established());
    CHECK(responder.established());
    seen.push_back(to_hex(first));
  }
  CHECK(seen[0] != seen[1]);
}

TEST_CASE("protocol: output goes away as it is written, and nothing else does") {
  const auto published = test::load_sessions().at(0);
  protocol responder = published.start(role::responder);
  CHECK(responder.output().size() == greeting_size);
  responder.consume_output(3);
  CHECK(to_hex(responder.output()) == "5331300100");
  feed(responder, published.message("message 1").wire);
  CHECK(to_hex(responder.output()) ==
        "5331300100" + to_hex(published.message("message 2").wire));
  responder.consume_output(responder.output().size());
  CHECK(responder.output().empty());
}

TEST_CASE("protocol: a peer is real from its first sealed message on") {
  const auto published = test::load_sessions().at(1);
  protocol responder = published.start(role::responder);
  CHECK(!responder.authenticated());
  CHECK(!responder.established());
  feed(responder, published.message("message 1").wire);
  CHECK(responder.established());
  CHECK(!responder.authenticated());
  feed(responder, published.message("ping, empty").wire);
  CHECK(responder.authenticated());
}

TEST_CASE("protocol: a close message makes a peer real, too") {
  test::established_pair pair(test::load_sessions().at(0));
  pair.initiator.send_close();
  CHECK(feed(pair.responder, take_output(pair.initiator)).events == std::vector{closed});
  CHECK(pair.responder.authenticated());
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/protocol.hpp>

#include <algorithm>
#include <cstdint>

namespace tmss10 {
namespace {

using test::established_pair;
using test::feed;
using test::published_session;

const published_session& published() {
  static const published_session site_key_session = test::load_sessions().at(1);
  return site_key_session;
}

/// A side that waits for the other's handshake message.
protocol in_handshake(role side) {
  protocol out = published().start(side);
  if (side == role::initiator) feed(out, published().message("greeting").wire);
  return out;
}

bytes prefix(unsigned length) {
  bytes out(length_size);
  store_be16(out, static_cast<std::uint16_t>(length));
  return out;
}

/// Every length but 48 is refused, and nothing is left to send.
void check_handshake_lengths(role side) {
  for (unsigned length = 0; length <= 0xFFFF; ++length) {
    if (length == handshake::message_size) continue;
    protocol us = in_handshake(side);
    const auto seen = feed(us, prefix(length));
    // No assertion for each: there are too many.
    if (seen.error != errc::bad_handshake_length || !us.output().empty()) {
      FAIL("length " << length);
    }
  }
  protocol us = in_handshake(side);
  CHECK(!feed(us, prefix(handshake::message_size)).error);
}

TEST_CASE("protocol: every length of message 1 but 48 is refused on its two bytes") {
  check_handshake_lengths(role::responder);
}

TEST_CASE("protocol: every length of message 2 but 48 is refused on its two bytes") {
  check_handshake_lengths(role::initiator);
}

TEST_CASE("protocol: every sealed length below 16 is refused on its two bytes") {
  for (const role side : {role::initiator, role::responder}) {
    for (unsigned length = 0; length < 16; ++length) {
      CAPTURE(length);
      established_pair pair(published());
      protocol& us = side == role::initiator ? pair.initiator : pair.responder;
      CHECK(feed(us, prefix(length)).error == errc::bad_message_length);
      CHECK(us.output().empty());
    }
    established_pair pair(published());
    protocol& us = side == role::initiator ? pair.initiator : pair.responder;
    CHECK(!feed(us, prefix(16)).error);
  }
}

TEST_CASE("protocol: a responder keeps no room for what is only announced") {
  established_pair pair(published());
  CHECK(!feed(pair.responder, prefix(0xFFFF)).error);
  std::size_t come = 2;
  while (come < 0xFFFF) {
    const auto room = pair.responder.input_room();
    CHECK(come + room.size() <= std::max<std::size_t>(4'096, 2 * come));
    CHECK(come + room.size() <= 2 + 0xFFFF);
    const auto some = std::min<std::size_t>(room.size(), 1'000);
    pair.responder.commit_input(some);
    come += some;
    if (come < 0xFFFF) CHECK(pair.responder.next() == protocol_event::more);
  }
  CHECK(pair.responder.meaning_of_end() == errc::ended_without_close);
}

TEST_CASE("protocol: an initiator has room for the longest message, and no more") {
  established_pair pair(published());
  CHECK(!feed(pair.initiator, prefix(0xFFFF)).error);
  CHECK(pair.initiator.input_room().size() == 0xFFFF);
}

TEST_CASE("protocol: what a long message or many in one piece needed is given back") {
  established_pair pair(published());
  const auto idle = pair.responder.input_room().size();
  CHECK(idle <= 64);
  CHECK(idle >= length_size + 42);  // a ping in one read
  const bytes text(max_plaintext_size);
  CHECK(feed(pair.responder, test::sent(pair.initiator, text)).plaintexts.size() == 1);
  CHECK(feed(pair.responder, test::sent(pair.initiator, bytes(1))).plaintexts.size() ==
        1);
  CHECK(pair.responder.input_room().size() == idle);
  bytes wire;
  for (int i = 0; i < 2000; ++i)
    append(wire, test::sent(pair.initiator, bytes(26)));
  CHECK(feed(pair.responder, wire).plaintexts.size() == 2000);
  CHECK(feed(pair.responder, test::sent(pair.initiator, bytes(1))).plaintexts.size() ==
        1);
  CHECK(pair.responder.input_room().size() == idle);
}

TEST_CASE("protocol: every errc of a length") {
  protocol initiator = in_handshake(role::initiator);
  CHECK(feed(initiator, prefix(0)).error == errc::bad_handshake_length);
  established_pair pair(published());
  CHECK(feed(pair.initiator, prefix(0)).error == errc::bad_message_length);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/protocol.hpp>

#include <cstdint>

namespace tmss10 {
namespace {

using test::established_pair;
using test::feed;
using test::session;

const session& published() {
  static const session site_key_session = test::load_sessions().at(1);
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

TEST_CASE(
    "protocol: the longest message, announced and never sent, costs bounded memory") {
  established_pair pair(published());
  CHECK(!feed(pair.responder, prefix(0xFFFF)).error);
  CHECK(pair.responder.input_room().size() == 0xFFFF);
  for (int i = 0; i < 1000; ++i) {
    CHECK(!feed(pair.responder, bytes(1)).error);
  }
  CHECK(pair.responder.input_room().size() == 0xFFFF - 1000);
  CHECK(pair.responder.meaning_of_end() == errc::ended_without_close);
}

TEST_CASE("protocol: every errc of a length") {
  protocol initiator = in_handshake(role::initiator);
  CHECK(feed(initiator, prefix(0)).error == errc::bad_handshake_length);
  established_pair pair(published());
  CHECK(feed(pair.initiator, prefix(0)).error == errc::bad_message_length);
}

}  // namespace
}  // namespace tmss10

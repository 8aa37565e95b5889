// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/protocol.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::established_pair;
using test::feed;
using test::published_session;
using test::sent;
using test::take_output;

const published_session& published() {
  static const published_session site_key_session = test::load_sessions().at(1);
  return site_key_session;
}

bytes wire(const std::string& what) {
  return published().message(what).wire;
}

/// A side that waits for the other's handshake message.
protocol in_handshake(role side) {
  protocol out = published().start(side);
  if (side == role::initiator) feed(out, wire("greeting"));
  return out;
}

bytes prefix(unsigned length) {
  bytes out(length_size);
  store_be16(out, static_cast<std::uint16_t>(length));
  return out;
}

void check_silent_for_good(protocol& side) {
  CHECK(side.output().empty());
  side.send_close();
  CHECK_THROWS_AS(side.send(bytes_of("text")).has_value(), std::logic_error);
  CHECK_THROWS_AS(side.next().has_value(), std::logic_error);
  CHECK(side.output().empty());
  CHECK(!side.established());
}

/// The side of a pair that reads, and the one that writes.
protocol& reader(established_pair& pair, role side) {
  return side == role::initiator ? pair.initiator : pair.responder;
}
protocol& writer(established_pair& pair, role side) {
  return side == role::initiator ? pair.responder : pair.initiator;
}

TEST_CASE("protocol: a flipped bit anywhere in a handshake message is refused") {
  for (const role side : {role::initiator, role::responder}) {
    const bytes right = wire(side == role::initiator ? "message 2" : "message 1");
    for (std::size_t bit = 0; bit < right.size() * 8; ++bit) {
      CAPTURE(bit);
      protocol us = in_handshake(side);
      const auto seen = feed(us, test::with_flipped_bit(right, bit));
      const errc refused =
          side == role::initiator ? errc::keys_differ : errc::authentication_failed;
      REQUIRE(seen.error == (bit < 16 ? errc::bad_handshake_length : refused));
      REQUIRE(us.output().empty());
    }
  }
}

TEST_CASE("protocol: a flipped bit anywhere in a sealed message is refused") {
  for (const role side : {role::initiator, role::responder}) {
    for (const auto& message : published().messages) {
      if (message.from == side || !message.plaintext) continue;
      for (std::size_t bit = 0; bit < message.wire.size() * 8; ++bit) {
        established_pair pair(published());
        const bytes right = message.plaintext->empty()
                                ? wire("close")
                                : sent(writer(pair, side), *message.plaintext);
        protocol& us = reader(pair, side);
        const auto seen = feed(us, test::with_flipped_bit(right, bit));
        CAPTURE(message.what, bit);
        REQUIRE(seen.events.empty());
        // A flipped length may ask for more bytes than there are; that is never a message
        // either.
        if (bit >= 16) REQUIRE(seen.error == errc::authentication_failed);
        if (seen.error) REQUIRE(us.output().empty());
      }
    }
  }
}

TEST_CASE("protocol: after a failure there is no output, for good") {
  established_pair pair(published());
  REQUIRE(pair.responder.send(bytes_of("waits to be written")));
  CHECK(!pair.responder.output().empty());
  const bytes message = sent(pair.initiator, bytes_of("text"));
  CHECK(feed(pair.responder, test::with_flipped_bit(message, 100)).error ==
        errc::authentication_failed);
  check_silent_for_good(pair.responder);
  CHECK(pair.responder.meaning_of_end() == errc::ended_without_close);
}

TEST_CASE("protocol: with another key the responder refuses message 1") {
  const auto open_mode = test::load_sessions().at(0);
  protocol responder = published().start(role::responder);
  take_output(responder);
  CHECK(feed(responder, open_mode.message("message 1").wire).error ==
        errc::authentication_failed);
  check_silent_for_good(responder);
  protocol open_responder = open_mode.start(role::responder);
  CHECK(feed(open_responder, wire("message 1")).error == errc::authentication_failed);
  check_silent_for_good(open_responder);
}

TEST_CASE("protocol: with another key the initiator finds that the keys differ") {
  const auto open_mode = test::load_sessions().at(0);
  protocol initiator = in_handshake(role::initiator);
  CHECK(initiator.meaning_of_end() == errc::keys_differ);
  CHECK(feed(initiator, open_mode.message("message 2").wire).error == errc::keys_differ);
  check_silent_for_good(initiator);
  protocol open_initiator = open_mode.start(role::initiator);
  feed(open_initiator, wire("greeting"));
  CHECK(feed(open_initiator, wire("message 2")).error == errc::keys_differ);
}

TEST_CASE("protocol: an end within message 2 does not mean that the keys differ") {
  protocol initiator = in_handshake(role::initiator);
  for (const std::byte value : wire("message 2")) {
    feed(initiator, bytes{value});
    CHECK(initiator.meaning_of_end() == errc::ended_without_close);
  }
}

TEST_CASE("protocol: reflected, replayed and overtaking messages are refused") {
  for (const role side : {role::initiator, role::responder}) {
    established_pair pair(published());
    const bytes own = sent(reader(pair, side), bytes_of("own"));
    CHECK(feed(reader(pair, side), own).error == errc::authentication_failed);

    established_pair again(published());
    const bytes message = sent(writer(again, side), bytes_of("text"));
    CHECK(!feed(reader(again, side), message).error);
    CHECK(feed(reader(again, side), message).error == errc::authentication_failed);

    established_pair order(published());
    (void)sent(writer(order, side), bytes_of("first"));
    const bytes second = sent(writer(order, side), bytes_of("second"));
    CHECK(feed(reader(order, side), second).error == errc::authentication_failed);
  }
}

TEST_CASE("protocol: a recorded session means nothing to fresh ephemeral keys") {
  const site_key key(published().psk);
  protocol responder(role::responder, key);
  CHECK(feed(responder, wire("message 1")).events ==
        std::vector{protocol_event::established});
  CHECK(!responder.authenticated());
  CHECK(feed(responder, wire("ping, empty")).error == errc::authentication_failed);
  CHECK(!responder.authenticated());

  protocol initiator(role::initiator, key);
  feed(initiator, wire("greeting"));
  CHECK(feed(initiator, wire("message 2")).error == errc::keys_differ);
}

TEST_CASE("protocol: message 1 sent back is not message 2") {
  protocol initiator = in_handshake(role::initiator);
  CHECK(feed(initiator, take_output(initiator)).error == errc::keys_differ);
}

TEST_CASE("protocol: every errc of the handshake and of sealed messages") {
  protocol initiator = in_handshake(role::initiator);
  CHECK(feed(initiator, bytes(2)).error == errc::bad_handshake_length);
  protocol another = in_handshake(role::initiator);
  CHECK(feed(another, test::joined(prefix(48), bytes(48))).error == errc::keys_differ);
  protocol responder = in_handshake(role::responder);
  CHECK(feed(responder, test::joined(prefix(48), bytes(48))).error ==
        errc::authentication_failed);
  established_pair pair(published());
  CHECK(feed(pair.initiator, bytes(2)).error == errc::bad_message_length);
  // counter_exhausted takes 2^32 messages here; the channel's tests have it.
}

}  // namespace
}  // namespace tmss10

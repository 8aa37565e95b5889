// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include "support/noise_by_hand.hpp"
#include <tmss10/core/wire/handshake.hpp>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::block;
using test::error_of;
using test::from_hex;

const bytes prologue = test::bytes_of("prologue");

block filled(unsigned char value) {
  block out{};
  out.fill(std::byte{value});
  return out;
}

handshake a_side(role side, const block& psk = filled(7)) {
  const auto secret = filled(side == role::initiator ? 0x21 : 0x42);
  return {side, prologue, site_key(psk), ephemeral_key::from_private(secret)};
}

bytes message_of(handshake& writer) {
  bytes out;
  writer.write_message({}, out);
  return out;
}

/// The public keys of low order, whose shared secret with any private key is all zero (D.
/// J. Bernstein, cr.yp.to/ecdh.html, "contributory behaviour"): the canonical ones and p,
/// p + 1. The top bit of a public key is masked (RFC 7748, section 5), so each stands for
/// two.
std::vector<bytes> low_order_keys() {
  std::vector<bytes> keys{
      from_hex("0000000000000000000000000000000000000000000000000000000000000000"),
      from_hex("0100000000000000000000000000000000000000000000000000000000000000"),
      from_hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
      from_hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
      from_hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      from_hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      from_hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
  };
  const auto canonical = keys;
  for (auto key : canonical) {
    key.back() |= std::byte{0x80};
    keys.push_back(key);
  }
  return keys;
}

TEST_CASE(
    "handshake: a message 1 by hand is a right one, were its key not of low order") {
  // Without this the next tests would pass for any mistake in the helper.
  const auto honest = ephemeral_key::from_private(filled(0x21));
  test::noise_by_hand attacker(prologue, filled(7));
  handshake responder = a_side(role::responder);
  CHECK(responder.read_message(attacker.first_message(honest.public_bytes())));
}

TEST_CASE("handshake: every low-order public key is refused in message 1") {
  for (const auto& key : low_order_keys()) {
    CAPTURE(test::to_hex(key));
    test::noise_by_hand attacker(prologue, filled(7));
    handshake responder = a_side(role::responder);
    CHECK(error_of(responder.read_message(attacker.first_message(key))) ==
          errc::authentication_failed);
  }
}

TEST_CASE("handshake: every low-order public key is refused in message 2") {
  for (const auto& key : low_order_keys()) {
    CAPTURE(test::to_hex(key));
    test::noise_by_hand attacker(prologue, filled(7));
    handshake initiator = a_side(role::initiator);
    const bytes first = message_of(initiator);
    const bytes second = attacker.second_message(first, key, block{});
    CHECK(error_of(initiator.read_message(second)) == errc::authentication_failed);
  }
}

TEST_CASE("handshake: a flipped bit anywhere in message 1 is refused") {
  handshake initiator = a_side(role::initiator);
  const bytes first = message_of(initiator);
  for (std::size_t bit = 0; bit < first.size() * 8; ++bit) {
    CAPTURE(bit);
    handshake responder = a_side(role::responder);
    REQUIRE(error_of(responder.read_message(test::with_flipped_bit(first, bit))) ==
            errc::authentication_failed);
  }
}

TEST_CASE("handshake: a flipped bit anywhere in message 2 is refused") {
  handshake writer = a_side(role::initiator);
  const bytes first = message_of(writer);
  handshake responder = a_side(role::responder);
  REQUIRE(responder.read_message(first));
  const bytes second = message_of(responder);
  for (std::size_t bit = 0; bit < second.size() * 8; ++bit) {
    CAPTURE(bit);
    handshake initiator = a_side(role::initiator);
    REQUIRE(message_of(initiator) == first);
    REQUIRE(error_of(initiator.read_message(test::with_flipped_bit(second, bit))) ==
            errc::authentication_failed);
  }
}

TEST_CASE("handshake: a message cut short anywhere is refused") {
  handshake writer = a_side(role::initiator);
  const bytes first = message_of(writer);
  for (std::size_t length = 0; length < first.size(); ++length) {
    CAPTURE(length);
    handshake responder = a_side(role::responder);
    CHECK(error_of(responder.read_message(bytes_view(first).first(length))) ==
          errc::bad_handshake_length);
  }
}

TEST_CASE("handshake: a message with a byte more is refused") {
  handshake writer = a_side(role::initiator);
  bytes first = message_of(writer);
  first.push_back(std::byte{0});
  handshake responder = a_side(role::responder);
  CHECK(error_of(responder.read_message(first)) == errc::authentication_failed);
}

TEST_CASE("handshake: another key, and another prologue, are refused") {
  handshake initiator = a_side(role::initiator);
  const bytes first = message_of(initiator);
  handshake other_key = a_side(role::responder, filled(8));
  CHECK(error_of(other_key.read_message(first)) == errc::authentication_failed);
  handshake open_mode = a_side(role::responder, block{});
  CHECK(error_of(open_mode.read_message(first)) == errc::authentication_failed);
  handshake other_prologue(role::responder, test::bytes_of("other"), site_key(filled(7)),
                           ephemeral_key::make());
  CHECK(error_of(other_prologue.read_message(first)) == errc::authentication_failed);
}

TEST_CASE("handshake: a message 2 that answers another message 1 is refused") {
  handshake initiator = a_side(role::initiator);
  const bytes first = message_of(initiator);
  handshake responder = a_side(role::responder);
  REQUIRE(responder.read_message(first));
  handshake another(role::initiator, prologue, site_key(filled(7)),
                    ephemeral_key::make());
  (void)message_of(another);
  CHECK(error_of(another.read_message(message_of(responder))) ==
        errc::authentication_failed);
}

TEST_CASE("handshake: an initiator's own message 1 is no message 2") {
  handshake initiator = a_side(role::initiator);
  const bytes first = message_of(initiator);
  CHECK(error_of(initiator.read_message(first)) == errc::authentication_failed);
}

TEST_CASE("handshake: a call out of order is a bug of ours") {
  handshake initiator = a_side(role::initiator);
  handshake responder = a_side(role::responder);
  bytes out;
  const bytes some(handshake::message_size);
  CHECK_THROWS_AS(initiator.read_message(some).has_value(), std::logic_error);
  CHECK_THROWS_AS(responder.write_message({}, out), std::logic_error);
  CHECK_THROWS_AS(initiator.split(), std::logic_error);
  const bytes first = message_of(initiator);
  CHECK_THROWS_AS(initiator.write_message({}, out), std::logic_error);
  REQUIRE(responder.read_message(first));
  CHECK_THROWS_AS(responder.read_message(first).has_value(), std::logic_error);
  const bytes second = message_of(responder);
  CHECK_THROWS_AS(responder.write_message({}, out), std::logic_error);
  CHECK_THROWS_AS(responder.read_message(first).has_value(), std::logic_error);
  REQUIRE(initiator.read_message(second));
  CHECK_THROWS_AS(initiator.read_message(second).has_value(), std::logic_error);
  CHECK(initiator.hash() == responder.hash());
}

TEST_CASE("handshake: every errc") {
  handshake responder = a_side(role::responder);
  CHECK(error_of(responder.read_message({})) == errc::bad_handshake_length);
  CHECK(error_of(responder.read_message(bytes(handshake::message_size))) ==
        errc::authentication_failed);
}

}  // namespace
}  // namespace tmss10

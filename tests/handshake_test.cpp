// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include "support/noise_by_hand.hpp"
#include "support/noise_vector.hpp"
#include <tmss10/core/wire/handshake.hpp>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::from_hex;
using test::noise_message;
using test::noise_vector;
using test::to_hex;

/// From haskell-cryptography/cacophony, vectors/cacophony.txt (public domain):
/// Noise_NNpsk0_25519_AESGCM_SHA256.
noise_vector cacophony() {
  noise_vector out;
  out.name = "cacophony";
  out.prologue = from_hex("4a6f686e2047616c74");
  out.psk = test::block_from_hex(
      "54686973206973206d7920417573747269616e20706572737065637469766521");
  out.initiator_ephemeral = test::block_from_hex(
      "893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a");
  out.responder_ephemeral = test::block_from_hex(
      "bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b");
  out.handshake_hash = "9f3b1f9afd7767767b5b9d1069844a6154fdbdcc36dfb3e31c0fffc5c973d530";
  const std::vector<std::pair<const char*, const char*>> messages{
      {"4c756477696720766f6e204d69736573",
       "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c79447c37a89fc1781378"
       "8d30df2d59501d6066f5f8aecc3406bbd9829f2d24a531b1"},
      {"4d757272617920526f746862617264",
       "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f1448088432f29d79368ef9de4"
       "e1ae7a362fb05bf0ad668e026bf5714554497b3a720461"},
      {"462e20412e20486179656b",
       "7c01e898a6201f36aecee532e29cd0b7f8ffa29d3366ad0dce39a6"},
      {"4361726c204d656e676572",
       "a9ff535aace3db6a1da1a7fb00fe2de2622bb373abad9fb42c00e0"},
      {"4a65616e2d426170746973746520536179",
       "6cfc49a3e65472edc2d0152abe5ce950170a8a47c959f30bd48b5f0aacf29adbfd"},
      {"457567656e2042f6686d20766f6e2042617765726b",
       "9bc86e6d974ed21ba04604a94aa68de21677eb409ead070c0cd569b069ee19ba142aa4c1a9"},
  };
  for (const auto& [payload, ciphertext] : messages) {
    noise_message message;
    message.from_initiator = out.messages.size() % 2 == 0;
    message.payload = from_hex(payload);
    message.ciphertext = ciphertext;
    out.messages.push_back(message);
  }
  return out;
}

handshake side_of(const noise_vector& vector, role side) {
  const auto& secret =
      side == role::initiator ? vector.initiator_ephemeral : vector.responder_ephemeral;
  return {side, vector.prologue, site_key(vector.psk),
          ephemeral_key::from_private(secret)};
}

void check_ciphertext(const noise_message& message, bytes_view written) {
  if (message.ciphertext_hash.empty()) {
    CHECK(to_hex(written) == message.ciphertext);
  } else {
    CHECK(to_hex(test::sha256(written)) == message.ciphertext_hash);
  }
}

void check_handshake_message(const noise_message& message, handshake& writer,
                             handshake& reader) {
  bytes written;
  writer.write_message(message.payload, written);
  check_ciphertext(message, written);
  const auto read = reader.read_message(written);
  REQUIRE(read);
  CHECK(*read == message.payload);
}

void check_transport_message(const noise_message& message, cipher_state& sender,
                             cipher_state& receiver) {
  if (message.set_nonce) {
    sender.set_nonce(*message.set_nonce);
    receiver.set_nonce(*message.set_nonce);
  }
  if (message.rekey_before) {
    sender.rekey();
    receiver.rekey();
  }
  bytes text = message.payload;
  text.resize(text.size() + cipher_state::tag_size);
  sender.seal({}, text);
  check_ciphertext(message, text);
  const auto opened = receiver.open({}, text);
  REQUIRE(opened);
  CHECK(bytes(opened->begin(), opened->end()) == message.payload);
}

/// The published key of a direction makes the same message as ours.
void check_split_key(const std::string& published, transport_keys ours) {
  if (published.empty()) return;
  cipher_state key(test::block_from_hex(published), cipher_state::direction::seal);
  bytes expected(cipher_state::tag_size);
  key.seal({}, expected);
  bytes text(cipher_state::tag_size);
  ours.send.seal({}, text);
  CHECK(to_hex(text) == to_hex(expected));
}

void check_vector(const noise_vector& vector) {
  INFO(vector.name);
  handshake initiator = side_of(vector, role::initiator);
  handshake responder = side_of(vector, role::responder);
  check_handshake_message(vector.messages.at(0), initiator, responder);
  check_handshake_message(vector.messages.at(1), responder, initiator);
  CHECK(to_hex(initiator.hash()) == vector.handshake_hash);
  CHECK(to_hex(responder.hash()) == vector.handshake_hash);
  check_split_key(vector.initiator_to_responder, initiator.split());
  check_split_key(vector.responder_to_initiator, responder.split());
  auto ours = initiator.split();
  auto theirs = responder.split();
  for (std::size_t i = 2; i < vector.messages.size(); ++i) {
    CAPTURE(i);
    const auto& message = vector.messages[i];
    if (message.from_initiator) {
      check_transport_message(message, ours.send, theirs.receive);
    } else {
      check_transport_message(message, theirs.send, ours.receive);
    }
  }
}

TEST_CASE("handshake: writes and reads cacophony's vector on both sides") {
  check_vector(cacophony());
}

TEST_CASE("handshake: writes and reads every vector of ours on both sides") {
  const auto vectors = test::load_noise_vectors();
  CHECK(vectors.size() == 6);
  for (const auto& vector : vectors)
    check_vector(vector);
}

TEST_CASE("handshake: an X25519 key pair is that of RFC 7748, section 6.1") {
  const auto alice = ephemeral_key::from_private(test::block_from_hex(
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
  CHECK(to_hex(alice.public_bytes()) ==
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

TEST_CASE("handshake: two fresh key pairs are not the same") {
  CHECK(ephemeral_key::make().public_bytes() != ephemeral_key::make().public_bytes());
}

TEST_CASE("handshake: an empty payload makes a message of 48 bytes") {
  CHECK(handshake::message_size == 48);
  handshake initiator = side_of(cacophony(), role::initiator);
  bytes message;
  initiator.write_message({}, message);
  CHECK(message.size() == handshake::message_size);
}

TEST_CASE("handshake: a message is appended to what is there") {
  handshake initiator = side_of(cacophony(), role::initiator);
  bytes message = test::bytes_of("before");
  initiator.write_message({}, message);
  CHECK(message.size() == 6 + handshake::message_size);
  CHECK(bytes(message.begin(), message.begin() + 6) == test::bytes_of("before"));
}

}  // namespace
}  // namespace tmss10

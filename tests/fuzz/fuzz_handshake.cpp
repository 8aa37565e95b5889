// SPDX-License-Identifier: MIT
// The input: which message (bit 0: message 2), which key (bit 1: the site key) and
// whether the rest is the message itself or a mask over the genuine one (bit 2).
#include "script.hpp"
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/handshake.hpp>

using namespace tmss10;

namespace {

handshake make(role side, const site_key& key) {
  const auto prologue = make_greeting(greeting_status::ready);
  return {side, prologue, key,
          side == role::initiator ? fuzz::initiator_ephemeral()
                                  : fuzz::responder_ephemeral()};
}

/// What the genuine other side writes; `reader` has written its own message, if that
/// comes first.
bytes genuine_message(handshake& reader, role reader_side, const site_key& key) {
  bytes first;
  bytes second;
  if (reader_side == role::responder) {
    make(role::initiator, key).write_message({}, first);
    return first;
  }
  reader.write_message({}, first);
  auto writer = make(role::responder, key);
  fuzz::require(writer.read_message(first).has_value(), "a genuine message 1 is read");
  writer.write_message({}, second);
  return second;
}

/// True if that left the message as it was.
bool apply_mask(bytes& message, bytes_view mask) {
  const bytes before = message;
  for (std::size_t i = 0; i < std::min(mask.size(), message.size()); ++i) {
    message[i] ^= mask[i];
  }
  return message == before;
}

void finish(handshake& reader, role side) {
  bytes reply;
  if (side == role::responder) reader.write_message({}, reply);
  auto keys = reader.split();
  bytes sealed(cipher_state::tag_size);
  keys.send.seal({}, sealed);
  fuzz::require(!keys.receive.open({}, sealed), "the directions have different keys");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script script(data, size);
  const auto choice = script.small_number();
  const auto side = (choice & 1U) != 0 ? role::initiator : role::responder;
  const bool masked = (choice & 4U) != 0;
  const auto key = fuzz::key_of((choice & 2U) != 0);

  auto reader = make(side, key);
  bytes message = genuine_message(reader, side, key);
  const auto rest = script.rest();
  bool genuine = false;
  if (masked) {
    genuine = apply_mask(message, rest);
  } else {
    genuine = std::equal(rest.begin(), rest.end(), message.begin(), message.end());
    message.assign(rest.begin(), rest.end());
  }
  const auto payload = reader.read_message(message);
  fuzz::require(!genuine || payload, "the genuine message is read");
  fuzz::require(!masked || genuine || !payload, "a changed message is refused");
  fuzz::require(message.size() >= handshake::message_size ||
                    payload.error() == errc::bad_handshake_length,
                "a short message is refused for its length");
  if (payload) {
    fuzz::require(payload->size() == message.size() - handshake::message_size,
                  "the payload is the rest of the message");
    finish(reader, side);
  }
  return 0;
}

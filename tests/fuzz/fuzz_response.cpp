// SPDX-License-Identifier: MIT
// The input: the length of the ping's payload (2 bytes), the payload, and the plaintext
// of the response.
#include "script.hpp"
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static packet_codec codec;
  fuzz::script script(data, size);
  const auto payload = script.take(script.number());
  const auto plaintext = script.rest();
  response got;
  if (!codec.decode(plaintext, got)) return 0;

  fuzz::require(got.payload.size() <= max_payload_size, "a payload is bounded");
  const bool echoed =
      std::equal(payload.begin(), payload.end(), got.payload.begin(), got.payload.end());
  const bool right = check_ping_response(got, payload).has_value();
  fuzz::require(right == (echoed && got.rc == return_code::request_ok),
                "only an OK with the same payload is right");

  bytes encoded;
  codec.encode(got, encoded);
  response again;
  fuzz::require(codec.decode(encoded, again).has_value(),
                "a response survives its codec");
  fuzz::require(again.rc == got.rc && again.feedback == got.feedback &&
                    again.milisecs == got.milisecs && again.avail == got.avail &&
                    again.count == got.count && again.payload == got.payload,
                "every field survives");
  return 0;
}

// SPDX-License-Identifier: MIT
// The input is what comes where a greeting is due.
#include "script.hpp"
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/handshake.hpp>
#include <tmss10/core/wire/service_name.hpp>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto received = std::as_bytes(std::span(data, size));
  const auto ready = make_greeting(greeting_status::ready);
  const auto whole = check_greeting(received);

  // What a responder is told in place of message 1, which begins with its length.
  const bool is_message = size >= 2 && data[0] == 0 && data[1] == handshake::message_size;
  fuzz::require(caller_name(received).empty() || !is_message, "message 1 is TMSS10's");

  const auto length = std::min(size, greeting_size);
  const auto start = received.first(length);
  const bool right = std::equal(start.begin(), start.end(), ready.begin());
  fuzz::require(whole.has_value() == right, "every wrong byte is refused");
  fuzz::require(!whole || *whole == (size >= greeting_size), "a greeting has 8 bytes");

  // Byte by byte, as a network may bring it, the outcome is the same one.
  for (std::size_t i = 0; i <= size; ++i) {
    const auto so_far = check_greeting(received.first(i));
    if (!so_far) {
      fuzz::require(!whole && so_far.error() == whole.error(), "the first fault stands");
      fuzz::require(i <= greeting_size, "a fault is seen at its byte");
      break;
    }
    if (*so_far) break;
  }
  return 0;
}

// SPDX-License-Identifier: MIT
// The input: the key (bit 0: the site key), how many chunk sizes, the chunk sizes, and
// what the client sends. What lies behind the authentication is fuzz_session's.
#include "feed.hpp"
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

using namespace tmss10;

namespace {

class server {
 public:
  explicit server(protocol& side) : side_(side) {
    const auto greeting = make_greeting(greeting_status::ready);
    const auto output = side.output();
    fuzz::require(
        std::equal(output.begin(), output.end(), greeting.begin(), greeting.end()),
        "the responder speaks first");
  }

  void on(protocol_event event) {
    const auto output = side_.output().size();
    switch (event) {
      case protocol_event::more: break;
      case protocol_event::greeted:
        fuzz::require(false, "nobody greets a responder");
        break;
      case protocol_event::established:
        fuzz::require(output == greeting_size + length_size + handshake::message_size,
                      "message 2 follows the greeting");
        fuzz::require(!side_.authenticated(), "message 1 can be replayed");
        break;
      case protocol_event::message: on_message(); break;
      case protocol_event::closed:
        side_.send_close();
        fuzz::require(side_.output().size() > output, "the close message is answered");
        break;
    }
  }

 private:
  void on_message() {
    static packet_codec codec;
    fuzz::require(side_.authenticated(), "a sealed message has come");
    bytes plaintext;
    codec.encode(answer_request(codec, side_.plaintext()).response, plaintext);
    fuzz::require(side_.send(plaintext).has_value(), "a response can be sent");
  }

  protocol& side_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script script(data, size);
  const auto key = fuzz::key_of((script.small_number() & 1U) != 0);
  const auto chunks = script.take(script.small_number());
  protocol side(role::responder, key, fuzz::responder_ephemeral());
  server under_test(side);
  static_cast<void>(fuzz::feed(side, script.rest(), chunks,
                               [&](protocol_event event) { under_test.on(event); }));
  static_cast<void>(side.meaning_of_end());
  return 0;
}

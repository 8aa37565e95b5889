// SPDX-License-Identifier: MIT
// The input: the key (bit 0: the site key), how many chunk sizes, the chunk sizes, and
// what the server sends.
#include "feed.hpp"
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

using namespace tmss10;

namespace {

constexpr std::size_t handshake_wire_size = length_size + handshake::message_size;

class client {
 public:
  explicit client(protocol& side) : side_(side) { require_nothing_sent(); }

  void on(protocol_event event) {
    switch (event) {
      case protocol_event::more:
        if (!greeted_) require_nothing_sent();
        break;
      case protocol_event::greeted: on_greeted(); break;
      case protocol_event::established: on_established(); break;
      case protocol_event::message: on_message(); break;
      case protocol_event::closed: on_closed(); break;
    }
  }

 private:
  void require_nothing_sent() const {
    fuzz::require(side_.output().empty(), "a client is silent before a greeting");
  }
  void on_greeted() {
    fuzz::require(!greeted_, "there is one greeting");
    greeted_ = true;
    fuzz::require(side_.output().size() == handshake_wire_size, "message 1 is sent once");
    side_.consume_output(1);
  }
  void on_established() {
    fuzz::require(greeted_ && side_.established(), "the greeting comes first");
    fuzz::require(!side_.authenticated(), "no sealed message has come");
    side_.consume_output(side_.output().size());
    bytes plaintext;
    codec().encode(request{}, plaintext);
    fuzz::require(side_.send(plaintext).has_value(), "a ping can be sent");
    fuzz::require(side_.output().size() == 44, "an empty ping has 44 bytes");
  }
  void on_message() {
    fuzz::require(side_.authenticated(), "a sealed message has come");
    fuzz::require(side_.wire_size() ==
                      length_size + side_.plaintext().size() + cipher_state::tag_size,
                  "the size on the wire");
    response got;
    static_cast<void>(codec().decode(side_.plaintext(), got));
  }
  void on_closed() {
    const auto before = side_.output().size();
    side_.send_close();
    side_.send_close();
    fuzz::require(side_.output().size() == before + length_size + cipher_state::tag_size,
                  "one close message answers the other");
    fuzz::require(side_.meaning_of_end() == errc::closed_by_peer, "a clean end");
  }
  static packet_codec& codec() {
    static packet_codec shared;
    return shared;
  }

  protocol& side_;
  bool greeted_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script script(data, size);
  const auto key = fuzz::key_of((script.small_number() & 1U) != 0);
  const auto chunks = script.take(script.small_number());
  protocol side(role::initiator, key, fuzz::initiator_ephemeral());
  client under_test(side);
  static_cast<void>(fuzz::feed(side, script.rest(), chunks,
                               [&](protocol_event event) { under_test.on(event); }));
  static_cast<void>(side.meaning_of_end());
  return 0;
}

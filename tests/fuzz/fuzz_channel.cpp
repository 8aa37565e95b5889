// SPDX-License-Identifier: MIT
// The input: where the counters start (bit 0: just before their end), then actions on two
// ends of a channel, each a byte and what that action reads.
#include "script.hpp"
#include <tmss10/core/wire/channel.hpp>

using namespace tmss10;

namespace {

transport_keys keys(unsigned send, unsigned receive, std::uint64_t counter) {
  transport_keys out{
      cipher_state(fuzz::counting_from(send), cipher_state::direction::seal),
      cipher_state(fuzz::counting_from(receive), cipher_state::direction::open)};
  out.send.set_nonce(counter);
  out.receive.set_nonce(counter);
  return out;
}

class channel_pair {
 public:
  explicit channel_pair(std::uint64_t counter)
      : counter_(counter), here_(keys(1, 2, counter)), there_(keys(2, 1, counter)) {}

  /// A message goes over, but only after what `mask` makes of it was refused.
  void pass(bytes_view plaintext, bytes_view mask) {
    bytes wire;
    if (plaintext.empty()) {
      if (closed_ || counter_ > last_counter) return;
      here_.seal_close(wire);
      closed_ = true;
    } else {
      const auto sealed = here_.seal(plaintext, wire);
      fuzz::require(sealed.has_value() == (counter_ < last_counter),
                    "the last counter is the close message's");
      if (!sealed) {
        fuzz::require(sealed.error() == errc::counter_exhausted && wire.empty(),
                      "a used-up counter seals nothing");
        return;
      }
    }
    ++counter_;
    const auto length = channel::parse_length(wire);
    fuzz::require(length && *length + length_size == wire.size(), "the length is right");
    const bytes sealed(wire.begin() + length_size, wire.end());
    refuse_masked(sealed, mask);
    bytes opened = sealed;
    const auto got = there_.open(opened);
    fuzz::require(
        got && std::equal(got->begin(), got->end(), plaintext.begin(), plaintext.end()),
        "what was sealed is opened");
    refuse(sealed);  // again
  }

  void refuse(bytes stranger) {
    const auto opened = there_.open(stranger);
    fuzz::require(!opened, "a stranger's message is refused");
    fuzz::require(
        opened.error() == (counter_ > last_counter ? errc::counter_exhausted
                                                   : errc::authentication_failed),
        "the reason is right");
  }

 private:
  void refuse_masked(const bytes& sealed, bytes_view mask) {
    bytes changed = sealed;
    for (std::size_t i = 0; i < std::min(mask.size(), changed.size()); ++i) {
      changed[i] ^= mask[i];
    }
    if (changed == sealed) return;
    fuzz::require(!there_.open(changed), "a changed message is refused");
  }

  std::uint64_t counter_;
  channel here_;
  channel there_;
  bool closed_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script script(data, size);
  channel_pair pair((script.small_number() & 1U) != 0 ? last_counter - 2 : 0);
  while (!script.at_end()) {
    if ((script.small_number() & 1U) != 0) {
      const auto stranger = script.take(script.number());
      pair.refuse(bytes(stranger.begin(), stranger.end()));
    } else {
      const auto plaintext = script.take(std::min(script.number(), max_plaintext_size));
      const auto mask = script.take(script.small_number());
      pair.pass(plaintext, mask);
    }
  }
  return 0;
}

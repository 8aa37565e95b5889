// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/handshake.hpp>
#include <tmss10/core/wire/key.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tmss10::fuzz {

/// Ends the run unless `holds`: what the code under test promises was broken. An assert
/// that is in every build.
inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

/// The input of one run, taken from its front. Past the end there are zeros and empty
/// views.
class script {
 public:
  script(const std::uint8_t* data, std::size_t size)
      : rest_(std::as_bytes(std::span(data, size))) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bytes_view take(std::size_t most) {
    const auto taken = rest_.first(std::min(most, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  [[nodiscard]] bytes_view rest() { return take(rest_.size()); }
  /// A number of one byte, or a big-endian one of two.
  [[nodiscard]] std::size_t small_number() {
    const auto taken = take(1);
    return taken.empty() ? 0 : std::to_integer<std::size_t>(taken[0]);
  }
  [[nodiscard]] std::size_t number() {
    const std::size_t high = small_number();
    return high * 256 + small_number();
  }

 private:
  bytes_view rest_;
};

[[nodiscard]] inline std::string_view text_of(bytes_view from) {
  return {reinterpret_cast<const char*>(from.data()), from.size()};
}

[[nodiscard]] inline bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

/// The keys of tests/data/session.json are 32 bytes that count up, so the messages of its
/// sessions are good seeds.
[[nodiscard]] inline std::array<std::byte, 32> counting_from(unsigned first) {
  std::array<std::byte, 32> out{};
  for (auto& value : out) {
    value = static_cast<std::byte>(first++);
  }
  return out;
}
[[nodiscard]] inline ephemeral_key initiator_ephemeral() {
  return ephemeral_key::from_private(counting_from(0x20));
}
[[nodiscard]] inline ephemeral_key responder_ephemeral() {
  return ephemeral_key::from_private(counting_from(0x40));
}
/// Open mode, or the site key of the second session.
[[nodiscard]] inline site_key key_of(bool with_site_key) {
  return with_site_key ? site_key(counting_from(0x80)) : site_key::open_mode();
}

}  // namespace tmss10::fuzz

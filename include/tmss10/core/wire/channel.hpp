// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/handshake.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace tmss10 {

/// Every message on a connection is preceded by its length in 2 bytes (docs/protocol.md,
/// "Handshake").
constexpr std::size_t length_size = 2;
/// The longest plaintext of a sealed message: what 2 bytes of length can announce, less
/// the tag.
constexpr std::size_t max_plaintext_size = 0xFFFF - cipher_state::tag_size;
/// The last counter of a direction, kept for its close message (docs/protocol.md,
/// "Transport").
constexpr std::uint64_t last_counter = 0xFFFFFFFF;

/// The sealed part of a connection: plaintexts to messages on the wire, and back.
class channel {
 public:
  explicit channel(transport_keys keys) : keys_(std::move(keys)) {}

  /// Appends the sealed message with its length. Fails with counter_exhausted when only
  /// the close message's counter is left; then a new connection is needed. `plaintext`
  /// has 1 to max_plaintext_size bytes, else std::logic_error.
  [[nodiscard]] result<void> seal(bytes_view plaintext, bytes& out);

  /// Appends the close message: a sealed message of zero bytes. To be called once.
  void seal_close(bytes& out);

  /// Checks the 2 bytes of length. Fails with bad_message_length when there is no room
  /// for a tag.
  [[nodiscard]] static result<std::size_t> parse_length(bytes_view prefix);

  /// Opens a message (without its length) in place; an empty plaintext is the close
  /// message. Fails with authentication_failed, or counter_exhausted when the peer ran
  /// past the last counter.
  [[nodiscard]] result<std::span<std::byte>> open(std::span<std::byte> sealed);

 private:
  void seal_any(bytes_view plaintext, bytes& out);

  transport_keys keys_;
};

}  // namespace tmss10

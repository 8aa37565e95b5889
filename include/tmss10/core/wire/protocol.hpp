// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/accepted_keys.hpp>
#include <tmss10/core/wire/channel.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/handshake.hpp>
#include <tmss10/core/wire/key.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace tmss10 {

/// What the bytes received so far amount to.
enum class protocol_event {
  more,         ///< nothing whole yet: read more
  greeted,      ///< initiator: a valid greeting came; message 1 is in the output
  established,  ///< the handshake is done; responder: message 2 is in the output
  message,      ///< a sealed message was opened: see plaintext()
  closed,       ///< the peer's close message came; nothing after it is read
};

/// One side of a connection as docs/protocol.md has it: bytes in, events and bytes out.
/// It has no socket and no clock. An initiator puts nothing into its output before it has
/// seen a valid greeting.
///
/// After any failure nothing more may be sent, not even a close message: output() is
/// empty for good.
class protocol {
 public:
  /// `ephemeral` is for reproducing published sessions; without it, a fresh pair is made.
  protocol(role side, const site_key& key, std::optional<ephemeral_key> ephemeral = {});
  /// A responder: an initiator may have any of these keys.
  explicit protocol(const accepted_keys& keys);

  /// Where the next bytes from the peer are to be written: at least one byte, and as many
  /// as the message under way is worth. Invalidates plaintext().
  [[nodiscard]] std::span<std::byte> input_room();
  /// That many bytes were written there.
  void commit_input(std::size_t count);

  /// Takes the next step. To be called until it says `more`. Fails with an errc of
  /// check_greeting, handshake or channel; an initiator's failed message 2 is
  /// keys_differ. Invalidates plaintext().
  [[nodiscard]] result<protocol_event> next();

  /// What it means that the stream ends here: closed_before_greeting, not_a_greeting
  /// (within one), keys_differ (before message 2), ended_without_close or, after the
  /// peer's close message, closed_by_peer.
  [[nodiscard]] errc meaning_of_end() const;

  /// The plaintext of the last message, and the bytes that it took on the wire.
  [[nodiscard]] bytes_view plaintext() const { return plaintext_; }
  [[nodiscard]] std::size_t wire_size() const { return wire_size_; }

  /// Puts a sealed message into the output. Only when established and not closed. Fails
  /// with counter_exhausted.
  [[nodiscard]] result<void> send(bytes_view plaintext);
  /// Puts the close message into the output, unless it was before or there is no channel
  /// to close.
  void send_close();

  /// What is to be written to the peer, in order.
  [[nodiscard]] bytes_view output() const { return output_; }
  /// That many bytes of it were written.
  void consume_output(std::size_t count);

  /// Whether sealed messages can be exchanged.
  [[nodiscard]] bool established() const { return state_ == state::open; }
  /// What came instead of a greeting, as far as it was read.
  [[nodiscard]] bytes_view unread() const { return pending(); }
  /// Whether an authentic sealed message of any kind has come: only then is a responder's
  /// peer real, since message 1 can be replayed.
  [[nodiscard]] bool authenticated() const { return authenticated_; }

 private:
  enum class state { awaiting_greeting, in_handshake, open, peer_closed, failed };

  [[nodiscard]] bytes_view pending() const;
  [[nodiscard]] std::optional<std::span<std::byte>> take_message(std::size_t length);
  [[nodiscard]] result<protocol_event> read_greeting();
  [[nodiscard]] result<protocol_event> read_handshake();
  [[nodiscard]] result<bytes> read_handshake_message(bytes_view message);
  [[nodiscard]] result<protocol_event> read_sealed();
  void write_handshake_message();
  tl::unexpected<std::error_code> fail(std::error_code error);

  role side_;
  state state_;
  std::unique_ptr<handshake> handshake_;                    // none once it is done
  std::shared_ptr<const accepted_keys::list> former_keys_;  // until message 1 has come
  std::optional<channel> channel_;
  bool close_sent_ = false;
  bool authenticated_ = false;

  bytes input_;
  std::size_t input_begin_ = 0;
  std::size_t input_end_ = 0;
  std::size_t wanted_ = 0;
  std::size_t room_;
  bytes_view plaintext_;
  std::size_t wire_size_ = 0;
  bytes output_;
};

}  // namespace tmss10

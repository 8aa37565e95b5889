// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/protocol.hpp>

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

/// One read's worth; a longer message is given its room when its length is known. A
/// responder has thousands of connections that wait with this room for a ping of 44
/// bytes.
constexpr std::size_t initiator_room = 512;
constexpr std::size_t responder_room = 64;
/// Who fills the room with what comes behind a message gets more, up to this.
constexpr std::size_t most_room = 16'384;
constexpr std::size_t room_growth = 8;
/// A responder gives a long message this room, and then as much again as has come: who
/// only announces it costs nothing.
constexpr std::size_t first_room = 4'096;
/// What is kept for output when there is none.
constexpr std::size_t kept_output = 256;

/// Makes it as large as that, and no larger in memory.
void replace(bytes& what, std::size_t size) {
  bytes fresh(size);
  what.swap(fresh);
}

}  // namespace

protocol::protocol(role side, const site_key& key, std::optional<ephemeral_key> ephemeral)
    : side_(side),
      state_(side == role::initiator ? state::awaiting_greeting : state::in_handshake),
      room_(side == role::initiator ? initiator_room : responder_room) {
  const auto ready = make_greeting(greeting_status::ready);
  handshake_ = std::make_unique<handshake>(side, ready, key, std::move(ephemeral));
  if (side == role::responder) append(output_, ready);
}

protocol::protocol(const accepted_keys& keys) : protocol(role::responder, *keys.current) {
  former_keys_ = keys.former;
}

bytes_view protocol::pending() const {
  return bytes_view(input_).subspan(input_begin_, input_end_ - input_begin_);
}

std::span<std::byte> protocol::input_room() {
  plaintext_ = {};
  if (state_ == state::peer_closed) input_begin_ = input_end_;  // ignored, so not kept
  const std::size_t have = input_end_ - input_begin_;
  if (input_begin_ > 0) {
    std::copy_n(input_.begin() + static_cast<std::ptrdiff_t>(input_begin_), have,
                input_.begin());
    input_begin_ = 0;
    input_end_ = have;
  }
  const std::size_t at_once =
      side_ == role::initiator ? wanted_ : std::max(first_room, 2 * have);
  const std::size_t needed = std::max({std::min(wanted_, at_once), have + 1, room_});
  if (have == 0 && input_.size() > needed) replace(input_, needed);
  input_.resize(std::max(input_.size(), needed));
  return std::span(input_).subspan(input_end_);
}

void protocol::commit_input(std::size_t count) {
  assert(count <= input_.size() - input_end_);
  input_end_ += count;
  if (input_end_ < input_.size()) {
    room_ = side_ == role::initiator ? initiator_room : responder_room;
  } else if (wanted_ == 0 && state_ != state::peer_closed) {
    room_ = std::min(room_ * room_growth, most_room);
  }
}

tl::unexpected<std::error_code> protocol::fail(std::error_code error) {
  state_ = state::failed;
  output_.clear();
  return tl::unexpected(error);
}

result<protocol_event> protocol::next() {
  plaintext_ = {};
  switch (state_) {
    case state::awaiting_greeting: return read_greeting();
    case state::in_handshake: return read_handshake();
    case state::open: return read_sealed();
    case state::peer_closed: return protocol_event::closed;
    case state::failed: break;
  }
  throw std::logic_error("protocol: a failed connection has no next step");
}

result<protocol_event> protocol::read_greeting() {
  const auto whole = check_greeting(pending());
  if (!whole) return fail(whole.error());
  if (!*whole) return protocol_event::more;
  input_begin_ += greeting_size;
  write_handshake_message();
  state_ = state::in_handshake;
  return protocol_event::greeted;
}

void protocol::write_handshake_message() {
  std::array<std::byte, length_size> prefix{};
  store_be16(prefix, handshake::message_size);
  append(output_, prefix);
  handshake_->write_message({}, output_);
}

/// The message of that length, once it is there; it stays valid until the next
/// input_room().
std::optional<std::span<std::byte>> protocol::take_message(std::size_t length) {
  wanted_ = length_size + length;
  if (pending().size() < wanted_) return std::nullopt;
  const auto message = std::span(input_).subspan(input_begin_ + length_size, length);
  input_begin_ += wanted_;
  wire_size_ = std::exchange(wanted_, 0);
  return message;
}

/// Tries the former keys, if there are any, on what the current one does not open.
result<bytes> protocol::read_handshake_message(bytes_view message) {
  auto payload = handshake_->read_message(message);
  const auto keys = std::exchange(former_keys_, nullptr);
  if (payload || !keys) return payload;
  for (const auto& key : *keys) {
    handshake_ = std::make_unique<handshake>(side_, make_greeting(greeting_status::ready),
                                             *key, std::nullopt);
    payload = handshake_->read_message(message);
    if (payload) break;
  }
  return payload;
}

result<protocol_event> protocol::read_handshake() {
  if (pending().size() < length_size) return protocol_event::more;
  if (load_be16(pending()) != handshake::message_size) {
    return fail(errc::bad_handshake_length);
  }
  const auto message = take_message(handshake::message_size);
  if (!message) return protocol_event::more;
  const auto payload = read_handshake_message(*message);
  if (!payload) {
    return fail(side_ == role::initiator ? errc::keys_differ : payload.error());
  }
  if (side_ == role::responder) write_handshake_message();
  channel_.emplace(handshake_->split());
  handshake_.reset();
  state_ = state::open;
  return protocol_event::established;
}

result<protocol_event> protocol::read_sealed() {
  if (pending().size() < length_size) return protocol_event::more;
  const auto length = channel::parse_length(pending());
  if (!length) return fail(length.error());
  const auto sealed = take_message(*length);
  if (!sealed) return protocol_event::more;
  const auto plaintext = channel_->open(*sealed);
  if (!plaintext) return fail(plaintext.error());
  authenticated_ = true;
  if (plaintext->empty()) {
    state_ = state::peer_closed;
    return protocol_event::closed;
  }
  plaintext_ = *plaintext;
  return protocol_event::message;
}

errc protocol::meaning_of_end() const {
  switch (state_) {
    case state::awaiting_greeting:
      return pending().empty() ? errc::closed_before_greeting : errc::not_a_greeting;
    case state::in_handshake:
      return side_ == role::initiator && pending().empty() ? errc::keys_differ
                                                           : errc::ended_without_close;
    case state::peer_closed: return errc::closed_by_peer;
    case state::open:
    case state::failed: break;
  }
  return errc::ended_without_close;
}

result<void> protocol::send(bytes_view plaintext) {
  if (!channel_ || close_sent_ || state_ == state::failed) {
    throw std::logic_error("protocol: no session to send on");
  }
  return channel_->seal(plaintext, output_);
}

void protocol::send_close() {
  if (!channel_ || close_sent_ || state_ == state::failed) return;
  channel_->seal_close(output_);
  close_sent_ = true;
}

void protocol::consume_output(std::size_t count) {
  assert(count <= output_.size());
  output_.erase(output_.begin(), output_.begin() + static_cast<std::ptrdiff_t>(count));
  if (output_.empty() && output_.capacity() > kept_output) replace(output_, 0);
}

}  // namespace tmss10

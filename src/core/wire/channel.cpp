// SPDX-License-Identifier: MIT
#include <tmss10/core/wire/channel.hpp>

#include <algorithm>
#include <stdexcept>

namespace tmss10 {

void channel::seal_any(bytes_view plaintext, bytes& out) {
  const std::size_t sealed_size = plaintext.size() + cipher_state::tag_size;
  const std::size_t before = out.size();
  out.resize(before + length_size + sealed_size);
  const auto message = std::span(out).subspan(before);
  store_be16(message, static_cast<std::uint16_t>(sealed_size));
  const auto sealed = message.subspan(length_size);
  std::copy(plaintext.begin(), plaintext.end(), sealed.begin());
  keys_.send.seal({}, sealed);
}

result<void> channel::seal(bytes_view plaintext, bytes& out) {
  if (plaintext.empty() || plaintext.size() > max_plaintext_size) {
    throw std::logic_error("channel: a plaintext of a size that cannot be");
  }
  if (keys_.send.nonce() >= last_counter) return failed(errc::counter_exhausted);
  seal_any(plaintext, out);
  return {};
}

void channel::seal_close(bytes& out) {
  seal_any({}, out);
}

result<std::size_t> channel::parse_length(bytes_view prefix) {
  const std::size_t length = load_be16(prefix);
  if (length < cipher_state::tag_size) return failed(errc::bad_message_length);
  return length;
}

result<std::span<std::byte>> channel::open(std::span<std::byte> sealed) {
  if (keys_.receive.nonce() > last_counter) return failed(errc::counter_exhausted);
  return keys_.receive.open({}, sealed);
}

}  // namespace tmss10

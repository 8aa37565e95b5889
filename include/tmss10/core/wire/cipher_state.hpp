// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct evp_cipher_ctx_st;

namespace tmss10 {

/// One direction of a connection under AES-256-GCM: a key and a counter (Noise
/// specification, revision 34, sections 5.1 and 12.4). The counter is the nonce and moves
/// on by itself, so no nonce is ever used twice.
class cipher_state {
 public:
  static constexpr std::size_t key_size = 32;
  static constexpr std::size_t tag_size = 16;
  /// Whether this side seals messages with the key or opens them; a state does one of
  /// them.
  enum class direction { seal, open };

  cipher_state(std::span<const std::byte, key_size> key, direction use);

  /// Encrypts in place: `text` is the plaintext and tag_size bytes of room for the tag
  /// behind it. The last counter, 2^64-1, is reserved (section 5.1): std::logic_error.
  void seal(bytes_view associated, std::span<std::byte> text);

  /// Decrypts in place and returns the plaintext, the front part of `text`. Fails with
  /// authentication_failed (a text shorter than a tag, too); then the counter stays and
  /// `text` holds nothing of use.
  [[nodiscard]] result<std::span<std::byte>> open(bytes_view associated,
                                                  std::span<std::byte> text);

  /// The counter of the next message.
  [[nodiscard]] std::uint64_t nonce() const { return nonce_; }
  /// Noise's SetNonce() (section 5.1).
  void set_nonce(std::uint64_t nonce) { nonce_ = nonce; }
  /// Noise's Rekey() (section 4.2); the counter stays.
  void rekey();

 private:
  struct freer {
    void operator()(evp_cipher_ctx_st* context) const;
  };
  void set_key(std::span<const std::byte, key_size> key);
  void crypt(std::uint64_t nonce, bytes_view associated, std::span<std::byte> text);

  std::unique_ptr<evp_cipher_ctx_st, freer> context_;
  direction use_;
  std::uint64_t nonce_ = 0;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/cipher_state.hpp>
#include <tmss10/core/wire/key.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>

struct evp_pkey_st;

namespace tmss10 {

/// Who opened the TCP connection (initiator), and who answers (responder).
enum class role { initiator, responder };

/// An X25519 key pair (RFC 7748) for one handshake.
class ephemeral_key {
 public:
  static constexpr std::size_t size = 32;
  using public_key = std::array<std::byte, size>;

  /// A fresh random pair.
  [[nodiscard]] static ephemeral_key make();
  /// The pair of a known private key: for reproducing published sessions, never for use
  /// otherwise.
  [[nodiscard]] static ephemeral_key from_private(
      std::span<const std::byte, size> secret);

  [[nodiscard]] const public_key& public_bytes() const { return public_; }

 private:
  friend class handshake;
  struct freer {
    void operator()(evp_pkey_st* key) const;
  };
  using handle = std::unique_ptr<evp_pkey_st, freer>;
  explicit ephemeral_key(handle pair);

  handle pair_;
  public_key public_{};
};

/// The two directions of a connection after its handshake.
struct transport_keys {
  cipher_state send;
  cipher_state receive;
};

/// One side of Noise_NNpsk0_25519_AESGCM_SHA256 (Noise specification, revision 34): the
/// initiator writes message 1 and reads message 2, the responder reads message 1 and
/// writes message 2, then both split(). A call out of that order is std::logic_error.
class handshake {
 public:
  /// What an empty payload makes of a message: a public key and a tag.
  static constexpr std::size_t message_size =
      ephemeral_key::size + cipher_state::tag_size;

  /// Without `ephemeral`, a fresh pair is made when it is needed first: a responder makes
  /// none for a stranger.
  handshake(role side, bytes_view prologue, const site_key& psk,
            std::optional<ephemeral_key> ephemeral = {});
  ~handshake();
  handshake(handshake&&) noexcept = default;
  handshake& operator=(handshake&&) noexcept = default;
  handshake(const handshake&) = delete;
  handshake& operator=(const handshake&) = delete;

  /// Appends this side's message with `payload` in it.
  void write_message(bytes_view payload, bytes& out);

  /// Reads the other side's message and returns its payload. Fails with
  /// bad_handshake_length when it is too short, and with authentication_failed when it is
  /// not what the other holder of the key wrote, or carries a low-order public key (RFC
  /// 7748, section 6.1). After a failure the handshake is over.
  [[nodiscard]] result<bytes> read_message(bytes_view message);

  /// The keys of the two directions. Both messages must have passed.
  [[nodiscard]] transport_keys split();

  /// Noise's h: the same on both sides, and unlike any other session's.
  [[nodiscard]] const std::array<std::byte, 32>& hash() const { return hash_; }

 private:
  void mix_hash(bytes_view data);
  void mix_key(bytes_view input);
  void mix_key_and_hash(bytes_view input);
  void mix_public_key(bytes_view key);
  [[nodiscard]] bool agree();
  [[nodiscard]] bool my_turn() const;
  [[nodiscard]] const ephemeral_key& ephemeral();

  role side_;
  std::size_t messages_ = 0;
  std::optional<ephemeral_key> ephemeral_;
  ephemeral_key::public_key remote_{};
  std::array<std::byte, ephemeral_key::size> shared_{};
  std::array<std::byte, 32> chaining_key_{};
  std::array<std::byte, 32> hash_{};
  std::optional<cipher_state> cipher_;
};

}  // namespace tmss10

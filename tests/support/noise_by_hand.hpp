// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/cipher_state.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace tmss10::test {

using block = std::array<std::byte, 32>;

inline block sha256(bytes_view data) {
  block out{};
  SHA256(raw(data), data.size(), raw_out(out));
  return out;
}

inline block hmac_sha256(bytes_view key, bytes_view data) {
  block out{};
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(data), data.size(),
       raw_out(out), nullptr);
  return out;
}

/// Noise's symmetric state (specification, section 5.2) once more, so that a test can
/// write messages that no honest side would: those of somebody who has the site key and
/// sends a bad public key.
class noise_by_hand {
 public:
  noise_by_hand(bytes_view prologue, bytes_view psk) {
    const auto name = view_of("Noise_NNpsk0_25519_AESGCM_SHA256");
    std::copy(name.begin(), name.end(), hash_.begin());
    chaining_key_ = hash_;
    mix_hash(prologue);
    const block extracted = hmac_sha256(chaining_key_, psk);
    chaining_key_ = hmac_sha256(extracted, view_of("\x01"));
    mix_hash(hmac_sha256(extracted, joined(chaining_key_, view_of("\x02"))));
  }

  void mix_hash(bytes_view data) { hash_ = sha256(joined(hash_, data)); }

  void mix_key(bytes_view input) {
    const block extracted = hmac_sha256(chaining_key_, input);
    chaining_key_ = hmac_sha256(extracted, view_of("\x01"));
    key_ = hmac_sha256(extracted, joined(chaining_key_, view_of("\x02")));
  }

  void mix_public_key(bytes_view key) {
    mix_hash(key);
    mix_key(key);
  }

  /// The tag of an empty payload.
  bytes seal_nothing() {
    bytes tag(cipher_state::tag_size);
    cipher_state(key_, cipher_state::direction::seal).seal(hash_, tag);
    mix_hash(tag);
    return tag;
  }

  /// Message 1 with that public key.
  bytes first_message(bytes_view key) {
    mix_public_key(key);
    return joined(key, seal_nothing());
  }

  /// Takes message 1 as read, and answers it with that public key and the shared secret
  /// it would have.
  bytes second_message(bytes_view first, bytes_view key, bytes_view shared) {
    mix_public_key(first.first(block{}.size()));
    mix_hash(first.subspan(block{}.size()));
    mix_public_key(key);
    mix_key(shared);
    return joined(key, seal_nothing());
  }

 private:
  block hash_{};
  block chaining_key_{};
  block key_{};
};

}  // namespace tmss10::test

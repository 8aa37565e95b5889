// SPDX-License-Identifier: MIT
#include "algorithms.hpp"
#include "crypto_refusal.hpp"
#include <tmss10/core/wire/cipher_state.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <limits>
#include <new>
#include <stdexcept>

namespace tmss10 {
namespace {

constexpr std::uint64_t reserved_nonce = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t nonce_size = 12;

void must(int success) {
  if (success != 1) throw crypto_refusal("libcrypto refused AES-256-GCM");
}

/// 32 zero bits, then the counter, big-endian (Noise specification, section 12.4).
std::array<unsigned char, nonce_size> nonce_bytes(std::uint64_t counter) {
  std::array<unsigned char, nonce_size> nonce{};
  for (std::size_t i = nonce_size; i > 4; --i) {
    nonce[i - 1] = static_cast<unsigned char>(counter & 0xFFU);
    counter >>= 8U;
  }
  return nonce;
}

}  // namespace

void cipher_state::freer::operator()(evp_cipher_ctx_st* context) const {
  EVP_CIPHER_CTX_free(context);  // wipes the key
}

cipher_state::cipher_state(std::span<const std::byte, key_size> key, direction use)
    : context_(EVP_CIPHER_CTX_new()), use_(use) {
  if (!context_) throw std::bad_alloc();
  set_key(key);
}

void cipher_state::set_key(std::span<const std::byte, key_size> key) {
  must(EVP_CipherInit_ex2(context_.get(), protocol_algorithms().aes_256_gcm, raw(key),
                          nullptr, use_ == direction::seal ? 1 : 0, nullptr));
}

void cipher_state::crypt(std::uint64_t nonce, bytes_view associated,
                         std::span<std::byte> text) {
  const auto iv = nonce_bytes(nonce);
  int done = 0;
  must(EVP_CipherInit_ex2(context_.get(), nullptr, nullptr, iv.data(), -1, nullptr));
  if (!associated.empty()) {
    must(EVP_CipherUpdate(context_.get(), nullptr, &done, raw(associated),
                          static_cast<int>(associated.size())));
  }
  // An output of nullptr would make associated data of the text.
  if (text.empty()) return;
  must(EVP_CipherUpdate(context_.get(), raw_out(text), &done, raw(text),
                        static_cast<int>(text.size())));
}

void cipher_state::seal(bytes_view associated, std::span<std::byte> text) {
  if (use_ != direction::seal || nonce_ == reserved_nonce) {
    throw std::logic_error("cipher_state: this key or counter seals nothing");
  }
  const auto plaintext = text.first(text.size() - tag_size);
  const auto tag = text.last(tag_size);
  crypt(nonce_, associated, plaintext);
  int done = 0;
  must(EVP_CipherFinal_ex(context_.get(), raw_out(tag), &done));
  must(
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, raw_out(tag)));
  ++nonce_;
}

result<std::span<std::byte>> cipher_state::open(bytes_view associated,
                                                std::span<std::byte> text) {
  if (use_ != direction::open) {
    throw std::logic_error("cipher_state: this key opens nothing");
  }
  if (text.size() < tag_size || nonce_ == reserved_nonce) {
    return failed(errc::authentication_failed);
  }
  const auto ciphertext = text.first(text.size() - tag_size);
  const auto tag = text.last(tag_size);
  crypt(nonce_, associated, ciphertext);
  must(
      EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, raw_out(tag)));
  int done = 0;
  std::array<unsigned char, tag_size> nothing{};
  if (EVP_CipherFinal_ex(context_.get(), nothing.data(), &done) != 1) {
    return failed(errc::authentication_failed);
  }
  ++nonce_;
  return ciphertext;
}

void cipher_state::rekey() {
  // Zeros come out as the key stream in both directions, so the tag is not needed.
  std::array<std::byte, key_size> key{};
  crypt(reserved_nonce, {}, key);
  set_key(key);
  OPENSSL_cleanse(key.data(), key.size());
}

}  // namespace tmss10

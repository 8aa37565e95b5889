// SPDX-License-Identifier: MIT
#include "algorithms.hpp"
#include "crypto_refusal.hpp"
#include <tmss10/core/base/random_bytes.hpp>
#include <tmss10/core/wire/handshake.hpp>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/sha.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using block = std::array<std::byte, SHA256_DIGEST_LENGTH>;

/// 32 characters: exactly a hash, so it is h as it stands (Noise specification,
/// section 5.2).
constexpr std::string_view protocol_name = "Noise_NNpsk0_25519_AESGCM_SHA256";
static_assert(protocol_name.size() == SHA256_DIGEST_LENGTH);

void must(bool success) {
  if (!success) throw crypto_refusal("libcrypto refused a step of the handshake");
}

/// HMAC-SHA256, again and again: HMAC() looks up its algorithms and makes a context each
/// time, which costs more than the hashes do. What is left of a key is wiped with it.
class hmac_sha256 {
 public:
  hmac_sha256() : context_(EVP_MAC_CTX_new(protocol_algorithms().hmac)) {
    if (!context_) throw std::bad_alloc();
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    must(EVP_MAC_CTX_set_params(context_.get(), parameters) == 1);
  }

  [[nodiscard]] block operator()(bytes_view key, bytes_view data) const {
    block out{};
    std::size_t length = 0;
    must(EVP_MAC_init(context_.get(), raw(key), key.size(), nullptr) == 1);
    must(data.empty() || EVP_MAC_update(context_.get(), raw(data), data.size()) == 1);
    must(EVP_MAC_final(context_.get(), raw_out(out), &length, out.size()) == 1);
    return out;
  }

 private:
  struct freer {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  };

  std::unique_ptr<EVP_MAC_CTX, freer> context_;
};

/// Blocks that are wiped when they go.
template <std::size_t Count>
struct secret_blocks {
  std::array<block, Count> blocks{};
  secret_blocks() = default;
  ~secret_blocks() { OPENSSL_cleanse(blocks.data(), sizeof blocks); }
  secret_blocks(const secret_blocks&) = delete;
  secret_blocks& operator=(const secret_blocks&) = delete;
  secret_blocks(secret_blocks&&) = delete;
  secret_blocks& operator=(secret_blocks&&) = delete;
};

/// Noise's HKDF with 2 or 3 outputs (section 4.3).
template <std::size_t Count>
void hkdf(bytes_view chaining_key, bytes_view input, secret_blocks<Count>& out) {
  const hmac_sha256 hmac;
  auto extracted = hmac(chaining_key, input);
  std::array<std::byte, SHA256_DIGEST_LENGTH + 1> message{};
  out.blocks[0] = hmac(extracted, view_of("\x01"));
  for (std::size_t i = 1; i < Count; ++i) {
    std::copy(out.blocks[i - 1].begin(), out.blocks[i - 1].end(), message.begin());
    message.back() = static_cast<std::byte>(i + 1);
    out.blocks[i] = hmac(extracted, message);
  }
  OPENSSL_cleanse(extracted.data(), extracted.size());
  OPENSSL_cleanse(message.data(), message.size());
}

struct context_freer {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using key_context = std::unique_ptr<EVP_PKEY_CTX, context_freer>;

}  // namespace

void ephemeral_key::freer::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

ephemeral_key::ephemeral_key(handle pair) : pair_(std::move(pair)) {
  std::size_t length = public_.size();
  must(EVP_PKEY_get_raw_public_key(pair_.get(), raw_out(public_), &length) == 1);
}

ephemeral_key ephemeral_key::make() {
  secret_blocks<1> secret;
  static_assert(sizeof(secret.blocks) == size);
  fill_random(secret.blocks[0]);
  return from_private(
      secret.blocks[0]);  // libcrypto clamps it at each use (RFC 7748, section 5)
}

ephemeral_key ephemeral_key::from_private(std::span<const std::byte, size> secret) {
  handle pair(EVP_PKEY_new_raw_private_key_ex(protocol_algorithms().context, "X25519",
                                              nullptr, raw(secret), size));
  must(pair != nullptr);
  return ephemeral_key(std::move(pair));
}

handshake::handshake(role side, bytes_view prologue, const site_key& psk,
                     std::optional<ephemeral_key> ephemeral)
    : side_(side), ephemeral_(std::move(ephemeral)) {
  const auto name = view_of(protocol_name);
  std::copy(name.begin(), name.end(), hash_.begin());
  chaining_key_ = hash_;
  mix_hash(prologue);
  mix_key_and_hash(psk.secret());  // psk0: before anything of message 1
}

handshake::~handshake() {
  OPENSSL_cleanse(chaining_key_.data(), chaining_key_.size());
  OPENSSL_cleanse(shared_.data(), shared_.size());
}

void handshake::mix_hash(bytes_view data) {
  bytes joined(hash_.begin(), hash_.end());
  append(joined, data);
  must(EVP_Digest(raw(joined), joined.size(), raw_out(hash_), nullptr,
                  protocol_algorithms().sha256, nullptr) == 1);
}

void handshake::mix_key(bytes_view input) {
  secret_blocks<2> derived;
  hkdf(chaining_key_, input, derived);
  chaining_key_ = derived.blocks[0];
  cipher_.emplace(derived.blocks[1], my_turn() ? cipher_state::direction::seal
                                               : cipher_state::direction::open);
}

void handshake::mix_key_and_hash(bytes_view input) {
  secret_blocks<3> derived;
  hkdf(chaining_key_, input, derived);
  chaining_key_ = derived.blocks[0];
  mix_hash(derived.blocks[1]);
  // The third block is a cipher key, replaced before its first use: message 1 goes on
  // with MixKey(e).
}

void handshake::mix_public_key(bytes_view key) {
  mix_hash(key);
  mix_key(key);  // with a psk, e is mixed into the key too (section 9.2)
}

bool handshake::agree() {
  auto* const library = protocol_algorithms().context;
  const key_context context(
      EVP_PKEY_CTX_new_from_pkey(library, ephemeral().pair_.get(), nullptr));
  const ephemeral_key::handle peer(EVP_PKEY_new_raw_public_key_ex(
      library, "X25519", nullptr, raw(remote_), remote_.size()));
  must(context && peer && EVP_PKEY_derive_init(context.get()) == 1);
  std::size_t length = shared_.size();
  // Refused: the low-order points, whose shared secret is all zero.
  return EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1 &&
         EVP_PKEY_derive(context.get(), raw_out(shared_), &length) == 1;
}

const ephemeral_key& handshake::ephemeral() {
  if (!ephemeral_) ephemeral_ = ephemeral_key::make();
  return *ephemeral_;
}

bool handshake::my_turn() const {
  return (side_ == role::initiator) == (messages_ == 0);
}

void handshake::write_message(bytes_view payload, bytes& out) {
  if (messages_ > 1 || !my_turn()) throw std::logic_error("handshake: not my message");
  append(out, ephemeral().public_bytes());
  mix_public_key(ephemeral().public_bytes());
  if (messages_ == 1) mix_key(shared_);
  bytes sealed(payload.begin(), payload.end());
  sealed.resize(sealed.size() + cipher_state::tag_size);
  cipher_->seal(hash_, sealed);
  mix_hash(sealed);
  append(out, sealed);
  ++messages_;
}

result<bytes> handshake::read_message(bytes_view message) {
  if (messages_ > 1 || my_turn()) throw std::logic_error("handshake: my message is due");
  if (message.size() < message_size) return failed(errc::bad_handshake_length);
  const auto key = message.first(ephemeral_key::size);
  std::copy(key.begin(), key.end(), remote_.begin());
  mix_public_key(key);
  if (messages_ == 1) {
    if (!agree()) return failed(errc::authentication_failed);
    mix_key(shared_);
  }
  const auto sealed = message.subspan(ephemeral_key::size);
  bytes opened(sealed.begin(), sealed.end());
  const auto payload = cipher_->open(hash_, opened);
  if (!payload) return failed(payload.error());
  mix_hash(sealed);
  // Only now, so that a stranger's message 1 costs the responder no key agreement.
  if (messages_ == 0 && !agree()) return failed(errc::authentication_failed);
  ++messages_;
  return bytes(payload->begin(), payload->end());
}

transport_keys handshake::split() {
  if (messages_ != 2) throw std::logic_error("handshake: not finished");
  secret_blocks<2> keys;
  hkdf(chaining_key_, {}, keys);
  const auto& mine = keys.blocks[side_ == role::initiator ? 0 : 1];
  const auto& theirs = keys.blocks[side_ == role::initiator ? 1 : 0];
  return {cipher_state(mine, cipher_state::direction::seal),
          cipher_state(theirs, cipher_state::direction::open)};
}

}  // namespace tmss10

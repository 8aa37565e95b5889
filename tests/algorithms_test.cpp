// SPDX-License-Identifier: MIT
#include "core/wire/algorithms.hpp"

#include "catch.hpp"

#include <openssl/evp.h>

#include <memory>

namespace tmss10 {
namespace {

template <auto Fetch, auto Free>
bool has(const char* name) {
  auto* const found = Fetch(protocol_algorithms().context, name, nullptr);
  Free(found);
  return found != nullptr;
}

constexpr auto has_cipher = has<EVP_CIPHER_fetch, EVP_CIPHER_free>;
constexpr auto has_digest = has<EVP_MD_fetch, EVP_MD_free>;
constexpr auto has_mac = has<EVP_MAC_fetch, EVP_MAC_free>;
constexpr auto has_key_type = has<EVP_KEYMGMT_fetch, EVP_KEYMGMT_free>;
constexpr auto has_agreement = has<EVP_KEYEXCH_fetch, EVP_KEYEXCH_free>;

TEST_CASE("algorithms: those of the protocol are there") {
  CHECK(has_cipher("AES-256-GCM"));
  CHECK(has_digest("SHA256"));
  CHECK(has_mac("HMAC"));
  CHECK(has_key_type("X25519"));
  CHECK(has_agreement("X25519"));
}

TEST_CASE("algorithms: others are not, so that nobody has to wait for them") {
  CHECK(!has_cipher("AES-128-GCM"));
  CHECK(!has_cipher("AES-256-CTR"));
  CHECK(!has_digest("SHA512"));
  CHECK(!has_mac("CMAC"));
  CHECK(!has_key_type("RSA"));
  CHECK(!has_agreement("ECDH"));
}

TEST_CASE("algorithms: they are fetched once for all") {
  const auto& ours = protocol_algorithms();
  CHECK(&ours == &protocol_algorithms());
  CHECK(EVP_CIPHER_is_a(ours.aes_256_gcm, "AES-256-GCM") == 1);
  CHECK(EVP_MAC_is_a(ours.hmac, "HMAC") == 1);
  CHECK(EVP_MD_is_a(ours.sha256, "SHA256") == 1);
}

TEST_CASE("algorithms: what others fetch from libcrypto stays as it is") {
  (void)protocol_algorithms();
  const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> other(
      EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr), EVP_CIPHER_free);
  CHECK(other != nullptr);
}

}  // namespace
}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <openssl/types.h>

namespace tmss10 {

/// What the protocol needs of libcrypto.
struct algorithms {
  EVP_CIPHER* aes_256_gcm = nullptr;
  EVP_MAC* hmac = nullptr;  ///< a digest that it is told to use it fetches for itself
  EVP_MD* sha256 = nullptr;
  /// Where the name X25519 is to be looked up. It has these algorithms and no others.
  OSSL_LIB_CTX* context = nullptr;
};

/// Made when they are first asked for (crypto_refusal), shared by all threads, and never
/// freed.
///
/// The first fetch of a kind registers all of that kind: from libcrypto's default
/// provider that would be a hundred ciphers, and half of what a process does until its
/// first ping. So they come from a library context in which a provider passes on these
/// alone. What somebody has set for libcrypto's default context, be it other providers or
/// properties, does not concern them.
[[nodiscard]] const algorithms& protocol_algorithms();

}  // namespace tmss10

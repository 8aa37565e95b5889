// SPDX-License-Identifier: MIT
#pragma once

#include <openssl/types.h>

namespace tmss10 {

/// The library context to fetch the protocol's algorithms from: it has AES-256-GCM,
/// HMAC, SHA-256 and X25519 of libcrypto's default provider, and nothing else. The first
/// fetch of a kind registers all of that kind: from the default provider alone that would
/// be a hundred ciphers, and half of what a process does until its first ping. Made when
/// it is first asked for (crypto_refusal), and shared by all threads.
[[nodiscard]] OSSL_LIB_CTX* protocol_algorithms();

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "libcrypto_start.hpp"

#include <openssl/crypto.h>

#include <stdexcept>

namespace tmss10 {

void start_libcrypto() {
  constexpr auto settings = OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT |
                            OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                            OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
                            OPENSSL_INIT_NO_ADD_ALL_DIGESTS;
  if (OPENSSL_init_crypto(settings, nullptr) != 1) {
    throw std::runtime_error("libcrypto does not start");
  }
}

}  // namespace tmss10

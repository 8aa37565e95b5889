// SPDX-License-Identifier: MIT
#include <tmss10/core/base/secret_text.hpp>

#include <openssl/crypto.h>

namespace tmss10 {

void wipe(std::string& secret) noexcept {
  secret.resize(secret.capacity());  // as large as it is: nothing is allocated
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "crypto_refusal.hpp"

#include <openssl/err.h>

namespace tmss10 {

crypto_refusal::crypto_refusal(const char* what) : what_(what) {
  ERR_clear_error();  // nobody else will look at it
}

}  // namespace tmss10

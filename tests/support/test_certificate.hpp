// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10::test {

/// A certificate that signs itself, for "localhost", and its private key, both as PEM.
struct test_certificate {
  std::string certificate;
  std::string key;
};

/// Makes a new one. With a passphrase, the key is encrypted with it.
[[nodiscard]] test_certificate make_certificate(const std::string& passphrase = "",
                                                bool has_rsa = false);

/// One that is valid for a day that begins so many days from now.
[[nodiscard]] test_certificate make_certificate_for_day(long first_day);

}  // namespace tmss10::test

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/secret_text.hpp>

#include <chrono>
#include <string>

namespace tmss10 {

/// The text of a file with the certificate of a server (PEM), and perhaps of those that
/// link it to its root. Throws std::runtime_error naming the file, and why it is none:
/// empty, not PEM, a private key in place of a certificate.
[[nodiscard]] secret_text read_certificate_file(const std::string& file);

/// The same of a file with a private key, which must not be encrypted.
[[nodiscard]] secret_text read_key_file(const std::string& file);

/// What is wrong with the dates of the certificates in such a text: the first one that
/// has expired, or is not valid yet. Empty if nothing is: "the certificate expired on
/// 2026-12-01 08:45 UTC".
[[nodiscard]] std::string fault_of_dates(const std::string& certificates,
                                         std::chrono::system_clock::time_point now);

/// A warning about the dates of the certificates in a file, in one line that names it;
/// empty if there is none, also if the file can't be read.
[[nodiscard]] std::string certificate_warning(const std::string& file,
                                              std::chrono::system_clock::time_point now);

/// A pem_password_cb that has none. Without one, libcrypto asks in the terminal.
int no_passphrase(char* into, int size, int writes, void* data);

/// Throws std::runtime_error: "key file tls.key: what".
[[noreturn]] void refuse_tls_file(const char* kind, const std::string& file,
                                  const std::string& what);

}  // namespace tmss10

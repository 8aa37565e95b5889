// SPDX-License-Identifier: MIT
#pragma once

#include "http_stream.hpp"

#include <string>

namespace tmss10 {

/// HTTPS, by TLS 1.2 or later, with the certificate and the private key in two files
/// (PEM). The certificate comes first in its file, and those that link it to its root
/// follow. Throws std::runtime_error naming the file that can't be used, and why: as
/// read_certificate_file and read_key_file do, and for a key that does not fit the
/// certificate. Their dates are not looked at. Nobody is asked for a passphrase.
///
/// A client that speaks HTTP without TLS gets as far as to a refusal
/// (http_stream::lacks_tls).
[[nodiscard]] http_stream_maker tls_streams(const std::string& certificate_file,
                                            const std::string& key_file);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"
#include "http_request.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <string_view>

namespace tmss10 {

/// Reads a complete head of HTTP/1.0 or 1.1 (RFC 9112), up to its blank line. The peer is
/// left empty. Credentials are in one place after that, for take_credentials(): other
/// copies of the fields are overwritten. An exception is a value of several lines, which
/// RFC 9112, section 5.2, forbids to clients: a copy of it may be left on the stack.
///
/// What is wrong with it comes back as the answer to it: 505 for another version of HTTP,
/// 431 for a field of 64 KiB or more, 413 for a Content-Length above `most_body`, 411 for
/// a body whose length is not given before, and 400 for everything else, such as two Host
/// fields, none in HTTP/1.1, or a target that is neither a path nor an http URL.
[[nodiscard]] tl::expected<http_request, http_answer> parse_request(
    std::string_view head, std::size_t most_body);

}  // namespace tmss10

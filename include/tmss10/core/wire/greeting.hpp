// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>

#include <array>
#include <cstddef>

namespace tmss10 {

/// The responder's first 8 bytes, in clear (docs/protocol.md, "Greeting").
constexpr std::size_t greeting_size = 8;
using greeting_bytes = std::array<std::byte, greeting_size>;

enum class greeting_status : unsigned char { ready = 0, busy = 1 };

/// The greeting of this version with that status.
[[nodiscard]] greeting_bytes make_greeting(greeting_status status);

/// Checks as much of a greeting as there is; bytes after the eighth are not looked at.
/// True: it is whole, and the client may go on. False: right so far. Fails at the first
/// wrong byte with not_a_greeting, unsupported_version, busy or undefined_status.
[[nodiscard]] result<bool> check_greeting(bytes_view received);

}  // namespace tmss10

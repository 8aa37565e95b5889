// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// Writes all of it at once, and waits for a slow reader. Nothing else may be buffered in
/// the stream. The error is std::errc::broken_pipe when the reader went away; that a
/// terminal was hung up is the same.
[[nodiscard]] std::error_code write_text(std::FILE* stream, std::string_view text);

}  // namespace tmss10

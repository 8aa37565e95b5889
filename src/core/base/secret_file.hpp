// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/secret_text.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace tmss10 {

/// What was read from a file that holds a secret.
struct secret_file {
  secret_text content;
  /// Words without the file's name, when others than its owner may read or write it, and
  /// how to mend that; otherwise empty. Windows' access lists are not looked at.
  std::string warning;
};

/// The first `most` bytes of a regular file; no other copy of them is left in memory.
/// Fails with the system's reason in std::generic_category, or with errc::file_is_fifo,
/// errc::file_is_device or errc::file_not_regular; it never waits for a writer.
[[nodiscard]] result<secret_file> read_secret_file(const std::filesystem::path& file,
                                                   std::size_t most);

/// A text without the line end, LF or CRLF, that it may have.
[[nodiscard]] std::string_view without_line_end(std::string_view text);

}  // namespace tmss10

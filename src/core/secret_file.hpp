// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/errc.hpp>
#include <tmss10/core/secret_text.hpp>

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace tmss10 {

/// The first `most` bytes of a file that holds a secret; no other copy of them is left in
/// memory. Fails with the system's reason in std::generic_category.
[[nodiscard]] result<secret_text> read_secret_file(const std::filesystem::path& file,
                                                   std::size_t most);

/// A text without the line end, LF or CRLF, that it may have.
[[nodiscard]] std::string_view without_line_end(std::string_view text);

}  // namespace tmss10

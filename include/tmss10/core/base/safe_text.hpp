// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tmss10 {

/// Bytes of a stranger for people to read: printable ASCII as it is, all else, quotes and
/// backslashes too, as \xNN; at most `most` bytes of it.
[[nodiscard]] std::string escape(bytes_view from, std::size_t most);

/// The user's own text (a file name, an argument) for a message of one line: as it is in
/// UTF-8, but for control characters and those that are not seen or change the order of a
/// text (U+202E and its like), which become \xNN. Nothing that a terminal obeys comes
/// out. What was made printable before stays as it is.
[[nodiscard]] std::string printable(std::string_view text);

/// How many bytes at the front of a text are UTF-8 (RFC 3629), whole characters only: all
/// of them, unless there is a byte that does not belong.
[[nodiscard]] std::size_t utf8_size(std::string_view text);

/// What `printable` makes of a text, in quotes.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace tmss10

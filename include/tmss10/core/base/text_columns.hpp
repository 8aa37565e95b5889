// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tmss10 {

/// How many columns of a terminal a text takes at most, once it is printable(): one for
/// most characters, two for those of East Asia and emoji (Unicode Standard Annex 11),
/// none for marks above or below other characters. Bytes that are no UTF-8 count one
/// each.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// A text with blanks after it that make it `columns` wide; a longer one stays as it is.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);

/// The same with the blanks before it.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t columns);

/// As much of the front of a text as fits.
[[nodiscard]] std::string_view front_of(std::string_view text, std::size_t columns);

/// A text in which two dots take the place of its middle if it is wider than that: the
/// names of a site's hosts often differ at the front or at the end.
[[nodiscard]] std::string without_middle(std::string_view text, std::size_t columns);

}  // namespace tmss10

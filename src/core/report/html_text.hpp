// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// A text for a page, as text or as the value of an attribute in quotes: what HTML has a
/// meaning for is escaped, and what is not seen or changes the order of a text is shown
/// as \xNN (see printable). Nothing of it can be markup.
[[nodiscard]] std::string html(std::string_view text);

/// A text from outside, which does not change the order of what is around it, whatever
/// script it is in.
[[nodiscard]] std::string html_outside(std::string_view text);

}  // namespace tmss10

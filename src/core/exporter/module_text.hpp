// SPDX-License-Identifier: MIT
#pragma once

#include "file_fault.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace tmss10 {

/// The most parts of a key: "modules.NAME.count" has three. toml++ before 3.4 has no
/// limit, and a table for each part; they are destroyed recursively.
constexpr std::size_t max_key_parts = 4;

/// The most brackets and braces that are open at one place. An array in a module that is
/// an inline table needs three.
constexpr std::size_t max_open_brackets = 4;

/// What keeps a text from being given to toml++: more than max_module_file_size bytes, a
/// byte that is not UTF-8, a control character other than a tab and a line end (LF or
/// CRLF), or what is beyond the two limits above. None: toml++ may read it.
[[nodiscard]] std::optional<file_fault> fault_of_module_text(std::string_view text);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/file_fault.hpp>

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

/// What toml++ 3.3 must not be given, in a text that is UTF-8: what is beyond these two
/// limits, a table without a name, or a character that is not ASCII and stands neither in
/// a comment nor in a string of one line that comes right after a key without quotes and
/// its '='. At the last two, the parser comes to where its own code says it never does,
/// and the compiler takes its word for that. All else that is wrong it reports itself.
[[nodiscard]] std::optional<file_fault> fault_of_toml_shape(std::string_view text);

}  // namespace tmss10

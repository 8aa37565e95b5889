// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/file_fault.hpp>

#include <optional>
#include <string_view>

namespace tmss10 {

/// What keeps a text from being given to toml++: more than max_module_file_size bytes, a
/// byte that is not UTF-8, a control character other than a tab and a line end (LF or
/// CRLF), or what fault_of_toml_shape finds. None: toml++ may read it.
[[nodiscard]] std::optional<file_fault> fault_of_module_text(std::string_view text);

}  // namespace tmss10

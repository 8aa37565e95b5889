// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tmss10 {

/// What to say if toml++ has refused a text because of a name that is used twice, the
/// second time in that line: which one, and where it is for the first time. It names
/// modules and their keys only. Empty if `description`, toml++'s words, is about
/// something else, or the first place is not found. The text is one in which
/// fault_of_module_text finds nothing wrong.
[[nodiscard]] std::string toml_redefinition(std::string_view text, std::size_t line,
                                            std::string_view description);

}  // namespace tmss10

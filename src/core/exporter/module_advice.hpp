// SPDX-License-Identifier: MIT
#pragma once

#include "module_keys.hpp"

#include <string>
#include <string_view>

namespace tmss10 {

// What to say of a name in a module file that is wrong, and what may have been meant. The
// file may be one with passwords, given by mistake: a name is quoted only if it may be a
// misspelt one of ours, or if it stands where only a module file has something.

/// Of an option that means nothing to a probe.
[[nodiscard]] std::string refusal_of_option(const module_key& key);

/// Of a key of a module that is_known_key does not know.
[[nodiscard]] std::string refusal_of_unknown_key(std::string_view key);

/// Of a name after "modules." that is_module_name refuses.
[[nodiscard]] std::string refusal_of_module_name(std::string_view name);

/// Of a key beside "modules". `module`: the name of the module that it would be if
/// [modules.NAME] stood there; empty if it looks like none.
[[nodiscard]] std::string refusal_of_root_key(std::string_view key,
                                              std::string_view module);

/// Whether a key beside "modules" is a misspelling of it.
[[nodiscard]] bool is_misspelt_modules(std::string_view key);

/// Of a table in a module. `name`: the names of the module and the table, and of what is
/// in it if that is a table alone, with dots: so somebody may have named a module.
[[nodiscard]] std::string refusal_of_inner_table(std::string_view name);

/// Whether a key of a module may be quoted.
[[nodiscard]] bool may_be_misspelt_option(std::string_view key);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// Where a key of a module stands.
struct module_key_place {
  std::string key;
  std::size_t line = 0;
};

/// Where a module stands in its file. Lines are counted from 1.
struct module_place {
  /// 0: it stands nowhere, it is built in.
  std::size_t line = 0;
  std::vector<module_key_place> keys;
};

/// The line of a key, or else that of the module.
[[nodiscard]] std::size_t line_of_key(const module_place& place, std::string_view key);

/// The line of the key that a message names first, or else that of the module.
[[nodiscard]] std::size_t line_of_message(const module_place& place,
                                          std::string_view message);

}  // namespace tmss10

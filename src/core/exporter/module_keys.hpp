// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace tmss10 {

/// What a module makes of an option of TMSS10Ping.
enum class module_use {
  value,    ///< it has one, a number
  text,     ///< it has one, a text
  list,     ///< it has several texts, or one
  flag,     ///< it is true or false
  refused,  ///< it means nothing to a probe
};

/// An option by its long name, without dashes.
struct module_key {
  std::string_view name;
  module_use use = module_use::value;
  /// Why it is refused, to be said after "it is of no use in a module: ".
  std::string_view reason = {};
};

/// All options of TMSS10Ping.
[[nodiscard]] std::span<const module_key> module_keys();

/// One of them by its name; null if there is none.
[[nodiscard]] const module_key* find_module_key(std::string_view name);

/// The keys that are no options.
inline constexpr std::array<std::string_view, 3> own_module_keys{
    "buckets", "keep-connection", "watch"};

/// Whether it is the name of an option, taken or refused, or one of those.
[[nodiscard]] bool is_known_key(std::string_view name);

}  // namespace tmss10

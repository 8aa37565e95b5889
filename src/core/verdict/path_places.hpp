// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// "203.0.113.9, hop 4", of a hop with an answer.
[[nodiscard]] std::string place_of(const path_hop& hop);

/// Where the target's address stands for another machine: a router passed the request on
/// in its name. What comes after that answers in its name, too.
struct path_translation {
  /// The first hop at which such an answer came from.
  std::uint8_t hop = 0;
  /// The router before it, which may be the one that translates; empty if it said
  /// nothing.
  std::string router_before = {};
};

/// None: nobody on the way has answered in the target's name.
[[nodiscard]] std::optional<path_translation> find_translation(const path& of);

/// What is known of it, as a sentence.
[[nodiscard]] std::string translation_text(const path& of, const path_translation& at);

/// "192.0.2.7 and 10.0.2.1", who can know where it is passed on to.
[[nodiscard]] std::string translators(const path& of, const path_translation& at);

}  // namespace tmss10

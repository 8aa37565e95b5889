// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10 {

/// Colours are for terminals only, whatever is chosen. `automatic` also means none
/// if the environment has NO_COLOR (no-color.org).
enum class color_choice { automatic, always, never };

/// What a line on the screen is, which decides on its colour.
enum class tone {
  plain,     ///< no colour
  doubtful,  ///< yellow: it came late, or only because something was done again
  bad,       ///< red: lost
  remark,    ///< cyan: what can be done
};

/// The text in the colour of its tone, as SGR sequences (ECMA-48, 8.3.117) around it; a
/// line feed at its end stays outside them.
[[nodiscard]] std::string in_color(std::string text, tone of);

}  // namespace tmss10

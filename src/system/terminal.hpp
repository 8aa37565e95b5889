// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/color.hpp>

#include <cstddef>
#include <cstdio>

namespace tmss10 {

/// The terminal behind a stream, if there is one.
class terminal {
 public:
  explicit terminal(std::FILE* stream);

  /// Whether the stream goes to a terminal that obeys escape sequences: one that is not
  /// called "dumb".
  [[nodiscard]] bool obeys_escapes() const { return obeys_escapes_; }
  [[nodiscard]] bool wants_color(color_choice choice) const;
  /// Its width now, for it can change; 80 when it does not tell.
  [[nodiscard]] std::size_t columns() const;
  /// Its height now; 24 when it does not tell.
  [[nodiscard]] std::size_t rows() const;

 private:
  std::FILE* stream_;
  bool obeys_escapes_;
};

/// Whether the user's locale has more than ASCII characters, as UTF-8.
[[nodiscard]] bool locale_is_utf8();

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace tmss10 {

/// Empties a text and overwrites all of its storage: also what is left in the string
/// itself when a short text is moved away.
void wipe(std::string& secret) noexcept;

/// A text that is wiped when it goes; moved, never copied. Reserve what it will need:
/// a text that grows leaves its old storage behind.
struct secret_text {
  std::string text;

  secret_text() = default;
  /// So many NUL characters, to be written over.
  explicit secret_text(std::size_t size) : text(size, '\0') {}
  ~secret_text() { wipe(text); }
  secret_text(secret_text&& other) noexcept : text(std::move(other.text)) {
    wipe(other.text);
  }
  secret_text(const secret_text&) = delete;
  secret_text& operator=(const secret_text&) = delete;
  secret_text& operator=(secret_text&&) = delete;
};

}  // namespace tmss10

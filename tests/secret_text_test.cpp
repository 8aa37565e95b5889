// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/secret_text.hpp>

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

namespace tmss10 {
namespace {

/// What fits into a string itself, and what does not.
const std::string short_secret = "password";
const std::string long_secret(200, 'p');

/// Whether all storage of an empty string is zero.
bool is_wiped(const std::string& text) {
  const char* const storage = text.data();
  return text.empty() && std::all_of(storage, storage + text.capacity(),
                                     [](char c) { return c == '\0'; });
}

TEST_CASE("secret_text: a wiped text is empty, and so is its storage") {
  for (const auto& secret : {std::string(), short_secret, long_secret}) {
    std::string text = secret;
    const std::size_t capacity = text.capacity();
    wipe(text);
    CHECK(text.capacity() == capacity);
    CHECK(is_wiped(text));
  }
}

TEST_CASE("secret_text: what a text was shortened by is wiped, too") {
  for (const auto& secret : {short_secret, long_secret}) {
    std::string text = secret;
    text.resize(2);
    wipe(text);
    CHECK(is_wiped(text));
  }
}

TEST_CASE("secret_text: a secret moves, is wiped where it was, and is never copied") {
  static_assert(!std::is_copy_constructible_v<secret_text>);
  static_assert(!std::is_copy_assignable_v<secret_text>);
  static_assert(std::is_nothrow_move_constructible_v<secret_text>);
  for (const auto& secret : {short_secret, long_secret}) {
    secret_text first;
    first.text = secret;
    const secret_text* const moved_from = &first;
    const secret_text second(std::move(first));
    CHECK(second.text == secret);
    CHECK(is_wiped(moved_from->text));
  }
}

TEST_CASE("secret_text: a size is so many NUL characters") {
  CHECK(secret_text(0).text.empty());
  CHECK(secret_text(3).text == std::string(3, '\0'));
}

}  // namespace
}  // namespace tmss10

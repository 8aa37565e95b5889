// SPDX-License-Identifier: MIT
#include "sentence_text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

/// Whether it begins with a word: names and addresses have other characters as well.
bool begins_with_word(std::string_view text) {
  const auto word = text.substr(0, text.find_first_of(" ,"));
  return std::all_of(word.begin(), word.end(),
                     [](char one) { return one >= 'a' && one <= 'z'; });
}

}  // namespace

std::string with_full_stop(std::string text) {
  constexpr std::string_view ends = ".!?";
  if (!text.empty() && ends.find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

std::string as_sentence(std::string text) {
  if (!text.empty() && begins_with_word(text))
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return with_full_stop(std::move(text));
}

}  // namespace tmss10

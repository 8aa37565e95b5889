// SPDX-License-Identifier: MIT
#pragma once

#include "../catch.hpp"
#include <tmss10/core/options/usage_error.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tmss10::test {

/// Words of a command line, the program's name left out.
using words = std::vector<std::string>;

/// Calls a parser as main would.
template <typename Parse>
auto parsed(Parse parse, const words& arguments) {
  std::vector<const char*> argv{"program"};
  for (const auto& word : arguments)
    argv.push_back(word.c_str());
  return parse(static_cast<int>(argv.size()), argv.data());
}

/// What is wrong with a command line; empty when nothing is. Whatever it is, it must be
/// one line without anything that a terminal obeys.
template <typename Parse>
std::string usage_error_of(Parse parse, const words& arguments) {
  std::string text;
  try {
    (void)parsed(parse, arguments);
    return text;
  } catch (const usage_error& error) {
    text = error.what();
  }
  CAPTURE(text);
  CHECK(!text.empty());
  CHECK(std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  }));
  return text;
}

/// A command line for a failed assertion to show.
inline std::string joined_words(const words& arguments) {
  std::string out;
  for (const auto& word : arguments)
    out += word + " ";
  return out;
}

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '\n') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Every line fits a terminal of 80 columns, and the text ends in a line feed.
inline void check_layout(const std::string& text) {
  REQUIRE(!text.empty());
  CHECK(text.back() == '\n');
  for (const auto& line : lines_of(text)) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
    CHECK(line.find('\t') == std::string::npos);
  }
}

}  // namespace tmss10::test

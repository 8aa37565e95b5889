// SPDX-License-Identifier: MIT
#include "toml_refusal.hpp"

#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// A text up to what it quotes.
std::string without_quoted(std::string_view text) {
  const auto quote = std::min(text.find('\''), text.size());
  if (quote == 0) return "the value is not one";
  return std::string(without_blanks(text.substr(0, quote)));
}

}  // namespace

std::string toml_refusal(std::string_view description) {
  constexpr std::string_view opening = "Error while parsing ";
  constexpr std::string_view expectation = "expected ";
  if (!description.starts_with(opening)) return "this is not TOML";
  const auto colon = description.find(": ");
  if (colon == std::string_view::npos) return "this is not TOML";
  const auto place = description.substr(opening.size(), colon - opening.size());
  auto reason = description.substr(colon + 2);
  reason = reason.substr(0, reason.find(", saw "));
  // What was expected is quoted in toml++'s own words; all other quotes are of the text.
  const auto words =
      reason.starts_with(expectation) ? std::string(reason) : without_quoted(reason);
  return printable("error while parsing " + std::string(place) + ": " + words);
}

}  // namespace tmss10

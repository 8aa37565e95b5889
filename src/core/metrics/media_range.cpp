// SPDX-License-Identifier: MIT
#include "media_range.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace tmss10 {
namespace {

/// What stands before the next separator that is not in a quoted string, without the
/// blanks around it; takes that and the separator from the text.
std::string_view take_part(std::string_view& from, char separator) {
  bool is_quoted = false;
  std::size_t end = 0;
  while (end < from.size() && (is_quoted || from[end] != separator)) {
    if (from[end] == '"') is_quoted = !is_quoted;
    if (is_quoted && from[end] == '\\') ++end;
    ++end;
  }
  end = std::min(end, from.size());
  const auto part = without_blanks(from.substr(0, end));
  from.remove_prefix(std::min(end + 1, from.size()));
  return part;
}

/// A weight in thousandths (RFC 9110, section 12.4.2): 0 to 1 with up to three decimals.
std::optional<int> quality_value(std::string_view text) {
  constexpr std::size_t most_decimals = 3;
  constexpr int one = 1000;
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int out = text[0] == '1' ? one : 0;
  text.remove_prefix(1);
  if (text.empty()) return out;
  if (text[0] != '.' || text.size() > 1 + most_decimals) return std::nullopt;
  int worth = one / 10;
  for (const char digit : text.substr(1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    out += (digit - '0') * worth;
    worth /= 10;
  }
  return out <= one ? std::optional(out) : std::nullopt;
}

std::string_view without_quotes(std::string_view text) {
  const bool has_quotes = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return has_quotes ? text.substr(1, text.size() - 2) : text;
}

bool is_type(std::string_view text) {
  const auto slash = text.find('/');
  return slash != std::string_view::npos && is_token(text.substr(0, slash)) &&
         is_token(text.substr(slash + 1));
}

std::optional<media_range> read_range(std::string_view text) {
  media_range out;
  out.type = lower_case(take_part(text, ';'));
  if (!is_type(out.type)) return std::nullopt;
  while (!text.empty()) {
    auto value = take_part(text, ';');
    const auto name = lower_case(take_part(value, '='));
    value = without_blanks(value);
    if (name == "version") out.version = without_quotes(value);
    if (name != "q") continue;
    const auto quality = quality_value(value);
    if (!quality) return std::nullopt;
    out.quality = *quality;
  }
  return out;
}

}  // namespace

std::vector<media_range> media_ranges_of(std::string_view accept) {
  std::vector<media_range> out;
  while (!accept.empty()) {
    if (auto range = read_range(take_part(accept, ','))) out.push_back(std::move(*range));
  }
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "query_text.hpp"

#include "core/base/percent_encoding.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

bool decode_part(std::string_view text, std::string& to) {
  std::string with_blanks(text);
  std::ranges::replace(with_blanks, '+', ' ');
  return append_percent_decoded(with_blanks, to);
}

}  // namespace

tl::expected<std::vector<query_parameter>, std::string> parse_query(
    std::string_view query) {
  std::vector<query_parameter> out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto text = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (text.empty()) continue;
    const auto equals = std::min(text.find('='), text.size());
    query_parameter parameter;
    if (!decode_part(text.substr(0, equals), parameter.name) ||
        !decode_part(text.substr(std::min(equals + 1, text.size())), parameter.value)) {
      return tl::unexpected(fmt::format(
          "parameter {}: a '%' has no two hex digits after it", out.size() + 1));
    }
    out.push_back(std::move(parameter));
  }
  return out;
}

std::string quoted_part(std::string_view text) {
  constexpr std::size_t most = 100;
  if (text.size() <= most) return in_quotes(text);
  // A character that is cut in two would be shown as bytes.
  auto part = text.substr(0, most);
  if (const auto whole = utf8_size(part); whole + 4 > most) part = part.substr(0, whole);
  return in_quotes(part) + " and so on";
}

}  // namespace tmss10

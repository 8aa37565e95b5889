// SPDX-License-Identifier: MIT
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// A parameter of a query, decoded: any bytes may be in both.
struct query_parameter {
  std::string name;
  std::string value;
};

/// The parameters of a query, the text after the '?', in their order. What is between two
/// '&' and empty is none; one without a '=' has an empty value. Otherwise one line says
/// which parameter, counted from 1, has a '%' without two hex digits after it.
[[nodiscard]] tl::expected<std::vector<query_parameter>, std::string> parse_query(
    std::string_view query);

/// A text of a request in quotes, for a message: printable, and its first 100 bytes only.
[[nodiscard]] std::string quoted_part(std::string_view text);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/proxy/proxy_header.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace tmss10 {
namespace {

constexpr std::array<std::string_view, 9> reserved{"host",
                                                   "proxy-authorization",
                                                   "content-length",
                                                   "transfer-encoding",
                                                   "connection",
                                                   "upgrade",
                                                   "te",
                                                   "trailer",
                                                   "expect"};

bool is_reserved(std::string_view name) {
  return std::find(reserved.begin(), reserved.end(), lower_case(name)) != reserved.end();
}

}  // namespace

result<http_field> parse_proxy_header(std::string_view text) {
  const auto colon = std::min(text.find(':'), text.size());
  const auto name = text.substr(0, colon);
  const auto value = without_blanks(text.substr(std::min(colon + 1, text.size())));
  std::string without_tabs(value);
  std::erase(without_tabs, '\t');
  if (!is_token(name) || value.empty() || has_control_character(without_tabs)) {
    return failed(errc::proxy_header_malformed);
  }
  if (is_reserved(name)) return failed(errc::proxy_header_reserved);
  return http_field{std::string(name), std::string(value)};
}

}  // namespace tmss10

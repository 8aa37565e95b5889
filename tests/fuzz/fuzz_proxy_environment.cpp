// SPDX-License-Identifier: MIT
// The input is a port in two bytes, then a host and a no_proxy list, with a NUL between.
#include "script.hpp"
#include <tmss10/net/proxy_environment.hpp>

#include <string>

using namespace tmss10;

namespace {

constexpr std::string_view separators = ", \t\r\n";

/// What is exempt by an entry alone, without the ones beside it.
bool is_exempt_by_one(std::string_view list, std::string_view host, std::uint16_t port) {
  while (!list.empty()) {
    const auto end = std::min(list.find_first_of(separators), list.size());
    if (is_exempt(list.substr(0, end), host, port)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::script input(data, size);
  const auto port = static_cast<std::uint16_t>(input.number());
  const auto text = fuzz::text_of(input.rest());
  const auto host = text.substr(0, text.find('\0'));
  const auto list = text.substr(std::min(host.size() + 1, text.size()));

  const bool exempt = is_exempt(list, host, port);
  fuzz::require(exempt == is_exempt(list, host, port), "an answer stays the same");
  fuzz::require(exempt == is_exempt_by_one(list, host, port),
                "a list is the sum of its entries");
  fuzz::require(is_exempt(std::string(list) + ",*", host, port), "a star exempts all");
  fuzz::require(!is_exempt("", host, port), "an empty list exempts nothing");
  if (exempt) {
    fuzz::require(list.find_first_not_of(separators) != std::string_view::npos,
                  "an exemption has an entry");
  }

  const std::string value(list.substr(0, list.find('\0')));
  const auto get = [&value](const char* name) -> const char* {
    const std::string_view asked = name;
    if (asked == "https_proxy") return " proxy\r";
    return asked == "NO_PROXY" ? value.c_str() : nullptr;
  };
  const auto found = proxy_from_environment(get, host, port);
  fuzz::require(found.named && found.named->value == "proxy",
                "a proxy is the value of its variable");
  fuzz::require(found.exempted_by.has_value() == is_exempt(value, host, port),
                "a target is exempt by the list");
  fuzz::require(!found.exempted_by || is_exempt(found.exempted_by->value, host, port),
                "the entry that is named exempts by itself");
  return 0;
}

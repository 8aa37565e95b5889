// SPDX-License-Identifier: MIT
#include "endpoint_value.hpp"

#include "option_values.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// Whether the text is not even like an address with a port.
bool lacks_endpoint(std::error_code reason) {
  return reason == errc::host_empty || reason == errc::host_malformed ||
         reason == errc::port_malformed || reason == errc::number_alone;
}

}  // namespace

endpoint_value read_endpoint(const std::string& option, const std::string& text,
                             std::optional<std::uint16_t> usual_port) {
  const auto refused = [&](const std::string& why) {
    return option_values::invalid(fmt::format("{}: {}{}", option, in_quotes(text), why));
  };
  const std::string general = usual_port ? " is not ADDRESS[:PORT] or [ADDRESS]:PORT"
                                         : " is not ADDRESS:PORT or [ADDRESS]:PORT";
  const auto colon = std::min(text.rfind(':'), text.size());
  // "::0" is an address.
  const bool is_bare = !text.starts_with('[') && std::ranges::count(text, ':') > 1;
  const bool free_port = text.substr(colon) == ":0" && !(is_bare && usual_port);
  // With a port that is right, what is wrong with the host is found first.
  auto where = parse_target(free_port ? text.substr(0, colon) + ":1" : text);
  if (!where) {
    const auto reason = where.error();
    throw refused(lacks_endpoint(reason) ? general : ": " + reason.message());
  }
  if (!where->port && !usual_port) throw refused(general);
  const auto port = free_port ? 0 : where->port.value_or(usual_port.value_or(0));
  return {std::move(where->host), static_cast<std::uint16_t>(port)};
}

}  // namespace tmss10

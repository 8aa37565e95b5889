// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/report/stand_ins.hpp>
#include <tmss10/core/run/address_kind.hpp>
#include <tmss10/core/run/peer_statement.hpp>

#include <fmt/format.h>

#include <utility>

namespace tmss10 {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What is concluded from an address is concluded from its stand-in, too.
std::string_view kind_of(const std::string& address) {
  const bool is_v6 = address.find(':') != std::string::npos;
  if (is_loopback_text(address)) return is_v6 ? "ipv6-loopback" : "ipv4-loopback";
  if (is_unspecified_text(address))
    return is_v6 ? "ipv6-unspecified" : "ipv4-unspecified";
  return is_v6 ? "ipv6" : "ipv4";
}

}  // namespace

std::string stand_ins::of_host(std::string_view text) {
  if (text.empty()) return {};
  const auto percent = text.find('%');
  const auto plain = plain_address(text.substr(0, percent));
  if (!plain) {
    auto name = lower_case(text);
    if (name.size() > 1 && name.ends_with('.')) name.pop_back();
    return next("host", std::move(name));
  }
  auto out = next(kind_of(*plain), *plain);
  if (percent != std::string_view::npos)
    out += "%" + of_interface(text.substr(percent + 1));
  return out;
}

std::string stand_ins::of_authority(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || !is_number(text.substr(colon + 1)))
    return of_host(text);
  auto host = text.substr(0, colon);
  const bool has_brackets = host.starts_with('[') && host.ends_with(']');
  // Without brackets, an IPv6 address has no port.
  if (!has_brackets && host.find(':') != std::string_view::npos) return of_host(text);
  if (has_brackets) host = host.substr(1, host.size() - 2);
  return fmt::format("{}:{}", of_host(host), text.substr(colon + 1));
}

std::string stand_ins::of_interface(std::string_view name) {
  return name.empty() ? std::string() : next("interface", std::string(name));
}

std::string stand_ins::next(std::string_view kind, std::string text) {
  auto key = fmt::format("{} {}", kind, text);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  if (known_.size() == most_kept) return fmt::format("{}-other", kind);
  auto out = fmt::format("{}-{}", kind, ++counts_[std::string(kind)]);
  known_.emplace(std::move(key), out);
  return out;
}

}  // namespace tmss10

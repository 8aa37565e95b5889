// SPDX-License-Identifier: MIT
#include "idna.hpp"
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/net/ascii_name.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {

result<std::string> ascii_name(const std::string& host) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(host, is_ascii)) return host;
  // A zone may be in the language of the user; it is no name.
  if (host.find('%') != std::string::npos) return host;
  auto converted = convert_name(host);
  if (!converted) return converted;
  // Some characters are mapped to digits and dots. Browsers then see an address, but
  // nothing else does: one that only looks like an address is none.
  const auto without_dot = converted->substr(0, converted->find_last_not_of('.') + 1);
  const auto address = read_ipv4(without_dot);
  if (!address || *address) return failed(errc::address_not_ascii);
  // Others are mapped to blanks and slashes: it has to be a host still.
  auto checked = parse_target(*converted);
  if (!checked || converted->find(':') != std::string::npos) {
    return failed(errc::name_not_convertible);
  }
  return std::move(checked->host);
}

}  // namespace tmss10

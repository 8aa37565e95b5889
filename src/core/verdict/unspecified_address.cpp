// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/address_kind.hpp>
#include <tmss10/core/verdict/unspecified_address.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace tmss10 {
namespace {

bool is_address(const std::string& host) {
  const auto v4 = read_ipv4(host);
  return host.find(':') != std::string::npos || (v4 && *v4) || is_unspecified_text(host);
}

}  // namespace

std::optional<diagnosis> remark_on_unspecified(const event::resolved& at) {
  const auto found = std::ranges::find_if(at.addresses, is_unspecified_text);
  if (found == at.addresses.end()) return std::nullopt;
  if (is_address(at.host)) {
    return diagnosis{fmt::format("{} stands for this machine itself", *found), {}, {}};
  }
  return diagnosis{
      fmt::format("{} resolves to {}, which is this machine itself: a DNS sinkhole",
                  printable(at.host), *found),
      "the name server, or the hosts file, blocks the name. Ask who runs it to allow the "
      "name, or use the server's address.",
      {}};
}

}  // namespace tmss10

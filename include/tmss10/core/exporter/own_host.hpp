// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tmss10 {

/// Whether the Host field of a request (RFC 9110, section 7.2) names this exporter: one
/// of `addresses`, which are those of this machine (own_addresses), a loopback address,
/// localhost, or one of `names`, those of --host-name. If it does not, a page in a
/// browser may have been given a name that leads here (DNS rebinding), and the request is
/// to be refused: such a page would read the answers, and have everything probed that the
/// machine can reach.
///
/// The field is HOST[:PORT], an IPv6 address in brackets; any port will do, since the
/// exporter may be reached through another one. Names are compared without regard to case
/// and to a dot at the end, addresses by what they mean, without their zones. An empty
/// field and whatever is not HOST[:PORT] name nobody.
[[nodiscard]] bool is_own_host(std::string_view field,
                               std::span<const std::string> addresses,
                               std::span<const std::string> names);

}  // namespace tmss10

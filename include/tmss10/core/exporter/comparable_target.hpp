// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/target.hpp>

#include <cstdint>
#include <string>

namespace tmss10 {

/// The form in which targets are compared, HOST:PORT: "Berne.example.com." and
/// "berne.example.com:5000" are the same one for a module with port 5000, which a target
/// without a port has. A name is in lower case and without a dot at its end, an address
/// as RFC 5952 recommends, an IPv4-mapped one as the IPv4 address that it is. The zone of
/// an address stays as it is.
[[nodiscard]] std::string comparable_target(const target& of,
                                            std::uint16_t port_of_module);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <cstdint>

namespace tmss10::test {

/// An ICMP error of the router 192.0.2.254.
inline icmp_error icmp_v4(std::uint8_t type, std::uint8_t code) {
  return {"192.0.2.254", false, type, code, false};
}

/// The same over IPv6, of 2001:db8::fe.
inline icmp_error icmp_v6(std::uint8_t type, std::uint8_t code) {
  return {"2001:db8::fe", true, type, code, false};
}

}  // namespace tmss10::test

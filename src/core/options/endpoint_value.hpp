// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// Where to listen: a name or an address without brackets, and a port; 0: a free one.
struct endpoint_value {
  std::string host;
  std::uint16_t port = 0;
};

/// Reads ADDRESS:PORT or [ADDRESS]:PORT, the value of an option, with an IPv4 address as
/// four decimal numbers in what comes back. With a usual port, ADDRESS alone will do.
/// Throws CLI::ValidationError naming the option and the value.
[[nodiscard]] endpoint_value read_endpoint(const std::string& option,
                                           const std::string& text,
                                           std::optional<std::uint16_t> usual_port = {});

}  // namespace tmss10

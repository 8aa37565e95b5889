// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// What became of an attempt to connect to one address, in a few words: "connected", "no
/// answer", "connection refused", "192.0.2.1 says: administratively prohibited", or the
/// message of the code.
[[nodiscard]] std::string attempt_result(std::error_code error,
                                         const std::optional<icmp_error>& icmp);

}  // namespace tmss10

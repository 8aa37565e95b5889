// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

namespace tmss10 {

/// Where a connection is made from.
struct local_end {
  /// The local address; none: the system's choice.
  std::optional<std::string> address;
  /// The network interface; none: the one that the route leads to. (`interface` alone is
  /// a macro of Windows.)
  std::optional<std::string> interface_name;
};

}  // namespace tmss10

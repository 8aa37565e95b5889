// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

namespace tmss10 {

/// In all, and of one address_group. Defaults: docs/protocol.md, "Limits and time-outs".
struct admission_limits {
  std::size_t connections = 10'000;
  std::size_t per_address = 1'000;
  /// Connections that have not proved to be real. None: half of the above.
  std::optional<std::size_t> unfinished;
  std::optional<std::size_t> unfinished_per_address;
};

/// The same limits where there can't be more than so many connections: all of them
/// smaller in the same proportion, so that a flood gets the same share.
[[nodiscard]] admission_limits within(const admission_limits& limits,
                                      std::size_t connections);

}  // namespace tmss10

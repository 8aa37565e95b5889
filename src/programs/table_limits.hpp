// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/net/ping/fleet.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {

/// How many targets may be pinged at the same time, and at which pace.
struct table_limits {
  fleet_settings settings;
  /// That there is less room than was asked for, in words; empty otherwise.
  std::string note;
};

/// What the options ask for, as far as this process may have descriptors: each target has
/// one while it runs, and some more while it is connected. Raises their limit first.
/// Throws usage_error if targets that are pinged without an end would get no turn.
[[nodiscard]] table_limits room_for(const table_options& options, std::size_t targets);

}  // namespace tmss10

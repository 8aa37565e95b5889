// SPDX-License-Identifier: MIT
#pragma once

#include "json_parts.hpp"
#include <tmss10/core/run/packet_sizes.hpp>

namespace tmss10 {

/// Adds what --mtu found, and its verdict.
void put_sizes(json& to, const packet_sizes& found);

}  // namespace tmss10

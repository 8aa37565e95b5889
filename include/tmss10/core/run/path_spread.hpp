// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>

namespace tmss10 {

/// Where requests from one port were refused: the last router that answered one from
/// another port at that hop or further away. Null without one: then all take the same
/// way, as far as is known.
[[nodiscard]] inline const path_hop* get_further_elsewhere(const path& of) {
  const auto* const end = first_end(of.from_one_port);
  const auto* const router = last_router(of.hops);
  const bool is_refused = end != nullptr && end->end()->what != hop_reply::connection;
  const bool is_further =
      is_refused && router != nullptr && router->number >= end->number;
  return is_further ? router : nullptr;
}

}  // namespace tmss10

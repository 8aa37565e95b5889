// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/path_judgement.hpp>

#include <optional>

namespace tmss10 {

/// What it means that some requests get a connection and others do not; none if all do.
/// `open`: the first hop with a connection; null if there is none.
[[nodiscard]] std::optional<path_judgement> judge_ways(const path& of,
                                                       const path_hop* open);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/path_judgement.hpp>

#include <optional>

namespace tmss10 {

/// What it means that data on connections that are made does not arrive, or not on all of
/// them; none if it does, or nothing is known of it.
[[nodiscard]] std::optional<path_judgement> judge_data(const path& of);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "json_parts.hpp"
#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>

namespace tmss10 {

/// Adds how one way to the target fared.
void put_way(json& to, const tried_way& way);

/// What an examination means.
[[nodiscard]] json examination_object(const examination_judgement& of);

}  // namespace tmss10

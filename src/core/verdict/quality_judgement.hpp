// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/examination_judgement.hpp>

namespace tmss10 {

/// How well a target answers of which at least one way of the run's own works.
[[nodiscard]] examination_judgement judge_quality(const findings& of);

}  // namespace tmss10

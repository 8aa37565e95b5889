// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/page_verdict.hpp>

namespace tmss10 {

/// What became of the pings of a run, or why there were none.
[[nodiscard]] page_verdict verdict_of_pings(const run_record& record,
                                            const run_outcome& outcome);

}  // namespace tmss10

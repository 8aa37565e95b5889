// SPDX-License-Identifier: MIT
#pragma once

#include "system/text_stream.hpp"
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/core/verdict/verdict.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

namespace tmss10 {

/// The verdict on a run as it is now: whoever reads standard output may have gone away.
using verdict_now = std::function<verdict()>;

/// Ends all reports, each with what the process will exit with as far as that can be
/// known by then: what can't be written makes the run an error, and a reader of standard
/// output that went away is another verdict. So what can be corrected is written first,
/// and again when it has become wrong; then standard output; at last what is written only
/// once. The reports of one turn are ended in reverse.
///
/// Returns the first error, which names what could not be written during the run or at
/// its end; a reader that went away is not an error.
std::optional<std::system_error> end_reports(
    const std::vector<std::unique_ptr<report>>& reports,
    const text_stream& standard_output, run_outcome outcome, const verdict_now& judge,
    std::chrono::system_clock::time_point now);

}  // namespace tmss10

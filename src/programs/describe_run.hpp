// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/run/run_description.hpp>

namespace tmss10 {

/// Whether a run tells somebody of the system that it runs on.
[[nodiscard]] bool tells_of_system(const ping_options& options);

/// What is known of a run that begins, with a new id. The system is asked only if the
/// options ask for something that tells of it. Fails never.
[[nodiscard]] run_description describe_run(const ping_options& options);

}  // namespace tmss10

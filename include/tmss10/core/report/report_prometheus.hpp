// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <string>

namespace tmss10 {

/// A run's figures in the text format of Prometheus (version 0.0.4), as the textfile
/// collector of node_exporter reads it: a whole file. Every figure has the labels target
/// and port, and those of the outcome. A figure that there is not yet, such as a
/// round-trip time without an answer, is left out. docs/output.md says what the figures
/// mean.
[[nodiscard]] std::string prometheus_text(const run_outcome& outcome,
                                          std::chrono::system_clock::time_point now);

/// The same while the run goes on: it says so in place of its success and its exit code,
/// which nobody knows yet.
[[nodiscard]] std::string prometheus_text_so_far(
    const run_outcome& so_far, std::chrono::system_clock::time_point now);

}  // namespace tmss10

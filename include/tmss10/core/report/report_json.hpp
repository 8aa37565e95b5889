// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/occurrence.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

/// Events as JSON (RFC 8259): one object on one line, with its line feed. docs/output.md
/// says what the fields mean, docs/tmss10ping.schema.json which ones there are. Text is
/// escaped as everywhere, then UTF-8; no credentials are in it.

/// What a line belongs to.
struct json_origin {
  /// The id of the run, which is in each of its lines.
  std::string_view run;
  /// The name of the target; empty in a run with one target.
  std::string_view target = {};
};

/// The first line of a run.
[[nodiscard]] std::string json_run(const run_description& run,
                                   std::chrono::system_clock::time_point now);

/// An event; empty for one without an object (attempted, retransmitted, held_up).
[[nodiscard]] std::string json_line(const occurrence& happened, const json_origin& of);

/// The last line of a target: in a run with one target, that of the run.
[[nodiscard]] std::string json_summary(const run_outcome& outcome, const json_origin& of,
                                       std::chrono::system_clock::time_point now);

/// The last line of a run with several targets.
[[nodiscard]] std::string json_total(const run_outcome& outcome, const json_origin& of,
                                     std::chrono::system_clock::time_point now);

}  // namespace tmss10

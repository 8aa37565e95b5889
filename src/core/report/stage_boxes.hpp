// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// How a stage of a run came out.
enum class stage_result { good, troubled, failed, not_reached };

/// Its name in formats for programs.
[[nodiscard]] std::string_view name_of(stage_result result);

/// A stage of a run, in a few words.
struct stage_box {
  std::string name;
  stage_result result = stage_result::not_reached;
  /// What became of it. Texts of peers are in it as they came.
  std::string words = {};
  /// How long it took or, of pings, the median.
  std::optional<std::chrono::nanoseconds> took = {};
};

/// All stages of a run in their order: those of its latest attempt at a connection, and
/// what the connection is for. One failed at most, that at which the run fails; those
/// after it were not reached.
[[nodiscard]] std::vector<stage_box> stage_boxes(const run_record& record,
                                                 const run_outcome& outcome);

}  // namespace tmss10

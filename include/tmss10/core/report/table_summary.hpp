// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/table_line.hpp>
#include <tmss10/core/run/loss_kinds.hpp>
#include <tmss10/core/verdict/failure_groups.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/core/verdict/target_state.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tmss10 {

/// The block after the lines of many targets: how many came off in which way, what went
/// wrong with those that did not, in groups, and the round-trip times of all. Its memory
/// does not grow with the number of targets.
class table_summary {
 public:
  /// A target at its end.
  void add(std::string_view name, const run_outcome& outcome, const loss_kinds& losses);
  /// Targets of which nothing is known when the run ends, because they were not begun.
  void add_unfinished(std::uint64_t count);

  /// How many came off in that way.
  [[nodiscard]] std::uint64_t count(target_state state) const;

  /// The block, with its blank line before. Its last line is a hint on what to do about
  /// the most frequent failure, if there is one. `columns`: where a hint goes on in
  /// another line, unless a word is longer.
  [[nodiscard]] std::string text(bool color, std::size_t columns = 80) const;

 private:
  [[nodiscard]] std::string counts_line() const;
  [[nodiscard]] std::string times_line() const;

  static constexpr std::size_t states = 5;

  std::array<std::uint64_t, states> counts_{};
  failure_groups failed_;
  failure_groups lossy_;
  std::uint64_t times_ = 0;
  std::chrono::nanoseconds min_{0};
  std::chrono::nanoseconds max_{0};
  double sum_ = 0;  // nanoseconds
};

}  // namespace tmss10

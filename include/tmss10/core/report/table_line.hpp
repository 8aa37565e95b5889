// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/loss_kinds.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// How the lines of many targets look.
struct table_style {
  /// Where a name is followed by the rest of its line, unless it is longer: as wide as
  /// the longest name, but at most `most_name_columns`.
  std::size_t name_columns = 0;
  /// The same for "4/4", the pings answered and due.
  std::size_t count_columns = 3;
  /// The width of the terminal: longer sentences go on in another line. 0: each target
  /// has one line, for `grep`.
  std::size_t columns = 0;
  bool color = false;

  static constexpr std::size_t most_name_columns = 40;
  /// Takes account of a name that will be in the table.
  void make_room_for(std::string_view name);
};

/// How many of several targets are what, at one moment of a run.
struct targets_now {
  std::uint64_t up = 0;
  std::uint64_t down = 0;
  /// They run, and nothing is known of them yet.
  std::uint64_t undecided = 0;
  std::uint64_t ended = 0;
  std::uint64_t not_begun = 0;
};

/// "200 targets: 180 up, 15 down, 5 not begun", with its line feed: what there is none of
/// is left out.
[[nodiscard]] std::string targets_line(const targets_now& counts);

/// The line of a target of several at its end, with its line feed:
/// "b.example.com:5001   lost    3/4  0.30/0.33/0.35 ms  no reply in 5.00 s".
[[nodiscard]] std::string table_line(std::string_view name, const run_outcome& outcome,
                                     const loss_kinds& losses, const table_style& style);

/// What the line says of a target that is not ok: the sentence of its diagnosis, or what
/// became of its lost pings. Empty if there is nothing to say.
[[nodiscard]] std::string target_sentence(const run_outcome& outcome,
                                          const loss_kinds& losses);

/// A target that was up, or was not known to be, is down: "down  NAME  SENTENCE".
[[nodiscard]] std::string down_line(std::string_view name, std::string_view sentence,
                                    const table_style& style);

/// A target is up: "up    NAME  after 12.3 s". `down`: how long it was down; none when it
/// is up for the first time.
[[nodiscard]] std::string up_line(std::string_view name,
                                  std::optional<std::chrono::nanoseconds> down,
                                  const table_style& style);

}  // namespace tmss10

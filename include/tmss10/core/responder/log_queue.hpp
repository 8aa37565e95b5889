// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace tmss10 {

/// Lines of a log that wait to be written, within a bound. A line that there is no room
/// for is left out, and counted.
class log_queue {
 public:
  /// What the next write is of.
  struct entry {
    /// Lines that were left out just before this one.
    std::uint64_t left_out = 0;
    std::string line;
  };

  /// Room for that many bytes of lines, and for `more_for_notes` more of notes.
  log_queue(std::size_t room, std::size_t more_for_notes)
      : room_(room), room_for_notes_(room + more_for_notes) {}

  void add(std::string line) { add(std::move(line), room_); }
  /// A line of the program's own, which strangers' lines can't push out.
  void add_note(std::string line) { add(std::move(line), room_for_notes_); }
  /// A line that never came to be one.
  void leave_out() { ++left_out_; }

  /// The oldest line, if there is one.
  [[nodiscard]] std::optional<entry> take();
  /// How many were left out after all that were taken; zero from now on.
  [[nodiscard]] std::uint64_t take_left_out();
  [[nodiscard]] bool has_nothing() const { return lines_.empty() && left_out_ == 0; }

 private:
  void add(std::string line, std::size_t room);

  std::size_t room_;
  std::size_t room_for_notes_;
  std::deque<entry> lines_;
  std::size_t bytes_ = 0;
  std::uint64_t left_out_ = 0;  // after the last of the lines
};

}  // namespace tmss10

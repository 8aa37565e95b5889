// SPDX-License-Identifier: MIT
#pragma once

#include "system/terminal.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/report/report_status.hpp>

#include <chrono>

namespace tmss10 {

/// The last line of a terminal, which shows a run while it goes on and is written over
/// again and again.
class live_status {
 public:
  /// `out` goes to the terminal, and must outlive this.
  live_status(text_stream& out, terminal on, status_style style)
      : out_(out), terminal_(on), report_(style) {}

  /// False when the line can't be written any more.
  bool show(const ping_event& happened, const statistics& totals);
  /// The same, when nothing has happened.
  bool draw(const statistics& totals);
  /// Takes the line away: before anything else is written to the terminal.
  void hide();

 private:
  text_stream& out_;
  terminal terminal_;
  status_report report_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point drawn_;
  /// The last time for more than a ping that was sent, which must not hold back what
  /// comes of it.
  std::chrono::steady_clock::time_point answer_drawn_;
};

}  // namespace tmss10

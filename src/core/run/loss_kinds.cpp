// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/loss_kinds.hpp>

#include <algorithm>
#include <variant>

namespace tmss10 {

void loss_kinds::on(const ping_event& happened) {
  if (const auto* at = std::get_if<event::lost>(&happened)) {
    if (at->reason == errc::timed_out) {
      ++unanswered;
      longest_wait = std::max(longest_wait, at->waited - at->held_up);
    } else {
      ++cut_off;
      end = at->reason;
    }
  } else if (const auto* bad = std::get_if<event::bad_reply>(&happened)) {
    if (bad->late) return;
    ++answered_wrong;
    fault = bad->reason;
  }
}

}  // namespace tmss10

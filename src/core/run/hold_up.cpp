// SPDX-License-Identifier: MIT
#include <tmss10/core/run/hold_up.hpp>

namespace tmss10 {

std::optional<hold_up> hold_up_watch::look(time_point now) {
  if (now < seen_) return std::nullopt;
  const hold_up since{seen_, now};
  const bool found = is_held_up(next_, now);
  seen_ = now;
  if (now >= next_) next_ = now + beat;
  if (!found) return std::nullopt;
  total_ += since.length();
  return since;
}

}  // namespace tmss10

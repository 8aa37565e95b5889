// SPDX-License-Identifier: MIT
#include "run_watch.hpp"

#include <variant>

namespace tmss10 {

bool run_watch::ends_with(const ping_event& happened, const statistics& totals) {
  const bool is_decided = decides_the_wait(happened, totals);
  return is_one_failure_too_many(happened, totals) || is_decided;
}

bool run_watch::decides_the_wait(const ping_event& happened, const statistics& totals) {
  if (!has_come_ && tmss10::has_come(wait_for_, happened)) {
    has_come_ = true;
    if (wait_for_ == awaited::down) came_ = words_for_down(happened);
    return true;
  }
  if (!is_in_vain(wait_for_, happened) || totals.received > 0) return false;
  vain_ = std::get<event::not_connected>(happened).why;
  return true;
}

/// If no ping was ever sent, the run has failed as the last attempt at a connection did.
bool run_watch::is_one_failure_too_many(const ping_event& happened,
                                        const statistics& totals) {
  if (!max_failures_) return false;
  if (const auto* failed = std::get_if<event::not_connected>(&happened))
    last_failure_ = failed->why;
  failures_.on(happened);
  if (failures_.count() < *max_failures_) return false;
  if (totals.transmitted == 0 && !vain_) vain_ = last_failure_;
  return true;
}

}  // namespace tmss10

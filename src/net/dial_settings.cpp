// SPDX-License-Identifier: MIT
#include <tmss10/net/dial_settings.hpp>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

clock::duration limit_within(const std::optional<time_budget>& budget,
                             clock::duration longest) {
  return budget ? budget->limit(longest, clock::now()) : longest;
}

}  // namespace

clock::duration dial_settings::stage_limit() const {
  return limit_within(budget, timeout);
}

clock::duration dial_settings::look_up_limit() const {
  return limit_within(budget, look_up_timeout);
}

}  // namespace tmss10

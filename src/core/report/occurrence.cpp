// SPDX-License-Identifier: MIT
#include <tmss10/core/report/occurrence.hpp>

#include <variant>

namespace tmss10 {

occurrence::occurrence(const ping_event& happened,
                       std::chrono::system_clock::time_point when)
    : what(happened), at(when) {
  const auto* failed = std::get_if<event::not_connected>(&happened);
  if (failed != nullptr) told = diagnose(failed->why);
}

}  // namespace tmss10

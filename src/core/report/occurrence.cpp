// SPDX-License-Identifier: MIT
#include <tmss10/core/report/occurrence.hpp>

#include <variant>

namespace tmss10 {

occurrence::occurrence(const ping_event& happened,
                       std::chrono::system_clock::time_point when)
    : what(happened), at(when) {
  if (const auto* failed = std::get_if<event::not_connected>(&happened)) {
    told = diagnose(failed->why);
  } else if (const auto* ping = std::get_if<event::connection_failed>(&happened)) {
    told = diagnose(ping->why);
  }
}

}  // namespace tmss10

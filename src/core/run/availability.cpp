// SPDX-License-Identifier: MIT
#include <tmss10/core/run/availability.hpp>

namespace tmss10 {

std::optional<double> availability::percent() const {
  const auto all = up + down;
  if (all <= std::chrono::nanoseconds(0)) return std::nullopt;
  return 100.0 * static_cast<double>(up.count()) / static_cast<double>(all.count());
}

availability availability_of(const outages& seen,
                             std::chrono::steady_clock::time_point now,
                             std::chrono::system_clock::time_point wall) {
  const auto on_wall = [now, wall](std::chrono::steady_clock::time_point at) {
    return wall -
           std::chrono::duration_cast<std::chrono::system_clock::duration>(now - at);
  };
  const auto told = [now, &on_wall](const outage& of) {
    availability::period out{on_wall(of.begin), {}, of.length(now), of.reason};
    if (of.end) out.end = on_wall(*of.end);
    return out;
  };
  availability out;
  for (const auto& one : seen.ended())
    out.outages.push_back(told(one));
  if (seen.going_on()) out.outages.push_back(told(*seen.going_on()));
  out.outage_count = seen.count();
  out.longest = seen.longest(now);
  out.down = seen.down(now);
  out.up = seen.up(now);
  return out;
}

}  // namespace tmss10

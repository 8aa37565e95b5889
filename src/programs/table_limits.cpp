// SPDX-License-Identifier: MIT
#include "table_limits.hpp"

#include "system/descriptor_limit.hpp"
#include <tmss10/core/options/usage_error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

/// Descriptors that are no target's: the standard streams, reports, the event loop, name
/// look-ups.
constexpr std::size_t other_descriptors = 64;

/// Of a target that is being connected: those of other addresses, and that of the
/// look-up.
constexpr std::size_t more_while_connecting = 2;

}  // namespace

table_limits room_for(const table_options& options, std::size_t targets) {
  table_limits out;
  out.settings.rate = static_cast<double>(options.rate);
  out.settings.at_once = options.at_once;
  out.settings.spread = options.common.interval;
  const auto limit = raise_descriptor_limit();
  if (!limit) return out;
  const auto room = *limit > other_descriptors ? *limit - other_descriptors : 1;
  out.settings.at_once = std::min(options.at_once, std::max<std::size_t>(room / 4, 1));
  const auto connecting = more_while_connecting * out.settings.at_once;
  const auto most = room > connecting ? room - connecting : 1;
  if (targets <= most) return out;
  if (!options.common.count) {
    throw usage_error(fmt::format(
        "{} targets that are pinged without an end need more open files than the {} that "
        "this process may have; raise that limit, for example with ulimit -n",
        targets, *limit));
  }
  out.settings.most_running = most;
  out.note = fmt::format(
      "at most {} targets are pinged at the same time, because this process may have {} "
      "open files",
      most, *limit);
  return out;
}

}  // namespace tmss10

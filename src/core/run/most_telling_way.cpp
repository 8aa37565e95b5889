// SPDX-License-Identifier: MIT
#include <tmss10/core/run/findings.hpp>
#include <tmss10/core/run/telling.hpp>

namespace tmss10 {
namespace {

/// Whether one says more of the target than the other: it got further, or was answered.
bool says_more(const failure& one, const failure& other) {
  if (one.where != other.where) return one.where > other.where;
  return telling(one.error, one.icmp) > telling(other.error, other.icmp);
}

}  // namespace

const tried_way* most_telling_way(const findings& of, std::string_view proxy) {
  const tried_way* best = nullptr;
  for (const auto& way : of.ways) {
    if (way.proxy != proxy) continue;
    if (way.works()) return &way;
    if (best == nullptr || (way.why && (!best->why || says_more(*way.why, *best->why))))
      best = &way;
  }
  return best;
}

}  // namespace tmss10

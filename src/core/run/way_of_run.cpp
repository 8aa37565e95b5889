// SPDX-License-Identifier: MIT
#include <tmss10/core/run/connection_attempt_delay.hpp>
#include <tmss10/core/run/way_of_run.hpp>

#include <algorithm>
#include <chrono>
#include <vector>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// The run's own ways in the order in which it tries them; they were examined all at
/// once.
std::vector<const tried_way*> own_ways(const findings& of) {
  std::vector<const tried_way*> out;
  for (const auto& way : of.ways) {
    if (way.proxy == of.proxy) out.push_back(&way);
  }
  const auto place = [&of](const tried_way* way) {
    return std::find(of.addresses.begin(), of.addresses.end(), way->address);
  };
  std::stable_sort(out.begin(), out.end(), [&place](const auto* one, const auto* other) {
    return place(one) < place(other);
  });
  return out;
}

/// After which time the next address is tried.
nanoseconds head_start(const tried_way& way) {
  constexpr nanoseconds delay = connection_attempt_delay;
  return !way.connection && way.why ? std::min(delay, way.why->waited) : delay;
}

void add_other(failed_addresses& to, const tried_way& way) {
  if (to.kept.size() == failed_addresses::most_kept) {
    ++to.more;
  } else {
    to.kept.push_back({way.address, way.why->error, way.why->icmp});
  }
}

}  // namespace

const tried_way* way_of_run(const findings& of) {
  const tried_way* first = nullptr;
  nanoseconds first_connected{0};
  nanoseconds begun{0};
  for (const auto* way : own_ways(of)) {
    if (way->connection) {
      const auto connected = begun + *way->connection;
      if (first == nullptr || connected < first_connected) {
        first = way;
        first_connected = connected;
      }
    }
    begun += head_start(*way);
  }
  return first;
}

const tried_way* judged_way(const findings& of) {
  const auto* const way = way_of_run(of);
  return way != nullptr ? way : most_telling_way(of, of.proxy);
}

std::optional<failure> failure_of_ways(const findings& of) {
  const auto* const judged = judged_way(of);
  if (judged == nullptr) return of.proxy.empty() ? of.not_resolved : std::nullopt;
  if (judged->works() || !judged->why) return std::nullopt;
  auto out = *judged->why;
  if (out.where != stage::connect) return out;
  for (const auto& way : of.ways) {
    if (way.proxy == of.proxy && way.why && &way != judged) add_other(out.others, way);
  }
  return out;
}

}  // namespace tmss10

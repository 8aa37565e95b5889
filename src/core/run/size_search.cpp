// SPDX-License-Identifier: MIT
#include <tmss10/core/run/size_search.hpp>

#include <algorithm>
#include <set>

namespace tmss10 {
namespace {

/// Between two neighbours of the first grid there are as many sizes as a round has.
constexpr auto first_step = static_cast<std::uint32_t>(sizes_at_once) + 1;

/// The MTU of Ethernet (RFC 894), and thus of most paths.
constexpr std::uint32_t usual_mtu = 1500;

/// Down from the limit in small steps, from the usual MTU if that is lower.
std::vector<std::uint32_t> first_grid(std::uint32_t low, std::uint32_t limit,
                                      std::size_t most) {
  std::set<std::uint32_t> out{limit};
  auto next = limit > usual_mtu ? usual_mtu : limit - std::min(limit, first_step);
  while (out.size() < most && next > low) {
    out.insert(next);
    next -= std::min(next, first_step);
  }
  return {out.begin(), out.end()};
}

/// Evenly between the two, neither of them among it.
std::vector<std::uint32_t> even_grid(std::uint32_t low, std::uint32_t high,
                                     std::size_t most) {
  const auto count = static_cast<std::uint32_t>(most);
  std::vector<std::uint32_t> out;
  if (high - low - 1 <= count) {
    for (auto size = low + 1; size < high; ++size)
      out.push_back(size);
    return out;
  }
  for (std::uint32_t i = 1; i <= count; ++i)
    out.push_back(low + (high - low) * i / (count + 1));
  return out;
}

}  // namespace

bool is_decided(const direction_sizes& at) {
  return at.passed >= at.limit || (at.vanished && *at.vanished <= at.passed + 1);
}

std::vector<std::uint32_t> next_sizes(const direction_sizes& at, std::size_t most) {
  if (is_decided(at)) return {};
  if (at.vanished && *at.vanished <= at.limit)
    return even_grid(at.passed, *at.vanished, most);
  const auto covered = first_step * static_cast<std::uint32_t>(most);
  if (at.limit - at.passed > covered) return first_grid(at.passed, at.limit, most);
  auto out = even_grid(at.passed, at.limit + 1, most);
  if (out.back() != at.limit) out.back() = at.limit;
  return out;
}

void take_results(direction_sizes& into, const std::vector<size_result>& results) {
  for (const auto& one : results) {
    if (one.arrived) into.passed = std::max(into.passed, *one.arrived);
    if (one.limit && *one.limit < into.limit) {
      into.limit = *one.limit;
      into.was_lowered = into.was_lowered || one.was_lowered;
    }
  }
  if (into.vanished && *into.vanished <= into.passed) into.vanished.reset();
  for (const auto& one : results) {
    if (!one.vanished || one.size <= into.passed) continue;
    into.vanished = std::min(one.size, into.vanished.value_or(one.size));
  }
}

bool is_enough(const std::vector<std::uint32_t>& tried,
               const std::vector<size_result>& results) {
  std::uint32_t arrived = 0;
  for (const auto& one : results) {
    if (one.arrived) arrived = std::max(arrived, *one.arrived);
  }
  return std::all_of(tried.begin(), tried.end(), [&](std::uint32_t size) {
    return size <= arrived ||
           std::any_of(results.begin(), results.end(),
                       [size](const size_result& one) { return one.size == size; });
  });
}

}  // namespace tmss10

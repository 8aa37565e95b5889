// SPDX-License-Identifier: MIT
#include "path_comparison.hpp"

#include "compared_items.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

std::string size_text_of(const known_size& of) {
  return fmt::format("up to {} bytes{}", of.largest,
                     of.has_hole ? ", larger ones vanish" : "");
}

void compare_direction(compared_part what, const known_size& before,
                       const known_size& now, std::vector<compared_item>& to) {
  const auto* const way =
      what == compared_part::packet_size_there ? "to the server" : "from the server";
  if (!before.is_known || !now.is_known) {
    to.push_back(not_compared(
        what,
        fmt::format("Packet sizes {} are not compared: in {}, the search did not end.",
                    way, now.is_known ? "the earlier run" : "this run")));
    return;
  }
  compared_item item{what, change_of_part::same, size_text_of(before), size_text_of(now)};
  const bool is_worse =
      now.largest < before.largest || (now.has_hole && !before.has_hole);
  const bool is_better =
      now.largest > before.largest || (before.has_hole && !now.has_hole);
  if (is_worse) {
    item.is = change_of_part::worse;
  } else if (is_better) {
    item.is = change_of_part::better;
  }
  if (is_worse || is_better) {
    item.sentence = fmt::format("{} packets get through {}: {}; then, {}.",
                                now.largest < before.largest   ? "Only smaller"
                                : now.largest > before.largest ? "Larger"
                                                               : "Other",
                                way, item.now, item.before);
  }
  to.push_back(std::move(item));
}

}  // namespace

void compare_sizes(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& [before, now] = of;
  const bool were_known = before.there && before.back;
  const bool are_known = now.there && now.back;
  if (!were_known && !are_known) return;
  // Then there is no need to say why.
  if ((!were_known && before.failed) || (!are_known && now.failed)) return;
  if (!were_known || !are_known) {
    to.push_back(not_compared(
        compared_part::packet_size_there,
        fmt::format("Packet sizes are not compared: {} did not find them (--mtu or "
                    "--examine).",
                    are_known ? "the earlier run" : "this run")));
    return;
  }
  compare_direction(compared_part::packet_size_there, *before.there, *now.there, to);
  compare_direction(compared_part::packet_size_back, *before.back, *now.back, to);
}

void compare_hops(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& before = of.before.hops;
  const auto& now = of.now.hops;
  if (before.empty() && now.empty()) return;
  if (before.empty() || now.empty()) {
    to.push_back(not_compared(
        compared_part::hops,
        fmt::format("Hops are not compared: {} did not find a path to the target (--path "
                    "or --examine).",
                    now.empty() ? "this run" : "the earlier run")));
    return;
  }
  compared_item item{compared_part::hops, change_of_part::shown,
                     fmt::format("the target is hop {}", before.size()),
                     fmt::format("the target is hop {}", now.size())};
  item.sentence =
      fmt::format("The target is hop {}, was hop {}.", now.size(), before.size());
  std::vector<std::string> others;
  for (std::size_t i = 0; i + 1 < std::min(before.size(), now.size()); ++i) {
    if (before[i].empty() || now[i].empty() || before[i] == now[i]) continue;
    others.push_back(fmt::format("{} at hop {} ({} then)", now[i], i + 1, before[i]));
  }
  if (!others.empty())
    item.sentence += fmt::format(" Other routers answer: {}.", shortened_list(others));
  to.push_back(std::move(item));
}

}  // namespace tmss10

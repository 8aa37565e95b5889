// SPDX-License-Identifier: MIT
#include "path_places.hpp"

#include <fmt/format.h>

namespace tmss10 {

std::string place_of(const path_hop& hop) {
  return fmt::format("{}, hop {}", hop.answer()->sender, hop.number);
}

std::optional<path_translation> find_translation(const path& of) {
  const auto* const first = find_router(of.hops, of.address);
  if (first == nullptr) return {};
  path_translation out{first->number};
  const auto* const before = find_hop(of.hops, first->number - 1U);
  if (before != nullptr && before->answer() != nullptr)
    out.router_before = before->answer()->sender;
  return out;
}

std::string translation_text(const path& of, const path_translation& at) {
  const auto or_before = at.router_before.empty()
                             ? std::string()
                             : fmt::format(", or at {} before it", at.router_before);
  return fmt::format(
      "{} is translated to another machine (NAT) at hop {}{}: all from there on answer "
      "in "
      "its name, so that they cannot be told apart.",
      of.address, at.hop, or_before);
}

std::string translators(const path& of, const path_translation& at) {
  if (at.router_before.empty()) return of.address;
  return fmt::format("{}, or {},", of.address, at.router_before);
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "wordings_of_connecting.hpp"
#include "wordings_of_greetings.hpp"
#include "wordings_of_handshakes.hpp"
#include "wordings_of_proxies.hpp"
#include "wordings_of_refusals.hpp"
#include "wordings_of_sessions.hpp"
#include "wordings_of_tunnels.hpp"
#include <tmss10/core/verdict/failure_wording.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace tmss10 {
namespace {

template <std::size_t... Sizes>
constexpr auto joined(const std::array<wording, Sizes>&... parts) {
  std::array<wording, (Sizes + ...)> out;
  auto* next = out.data();
  ((next = std::copy(parts.begin(), parts.end(), next)), ...);
  return out;
}

constexpr auto wordings =
    joined(wordings_of_connecting, wordings_of_proxies, wordings_of_refusals,
           wordings_of_tunnels, wordings_of_greetings, wordings_of_handshakes,
           wordings_of_sessions);

constexpr bool in_order() {
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    if (static_cast<std::size_t>(wordings[i].what) != i) return false;
  }
  return wordings.back().what == cause::local;
}
static_assert(in_order(), "one wording for each cause, in the order of the causes");

}  // namespace

std::span<const wording> failure_wordings() {
  return wordings;
}

const wording& words_for(cause what) {
  return wordings[static_cast<std::size_t>(what)];
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "http_places.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace tmss10 {
namespace {

using optional_number = std::optional<std::size_t>;

/// What an address has of the places.
struct address_share {
  std::size_t slow = 0;  // the server waits for the client
  std::size_t all = 0;

  bool operator<(const address_share& other) const {
    return slow != other.slow ? slow < other.slow : all < other.all;
  }
};

/// The shares of all addresses. Each place has its own at hand: to look it up again takes
/// too long for a server that is full.
struct address_shares {
  std::map<address_group, address_share> by_address;
  std::vector<const address_share*> of_place;
};

bool is_slow(const http_place& place) {
  return place.now == http_phase::head || place.now == http_phase::writing;
}

address_shares shares_of(std::span<const http_place> places) {
  address_shares out;
  out.of_place.reserve(places.size());
  for (const auto& place : places) {
    auto& share = out.by_address[place.from];
    ++share.all;
    if (is_slow(place)) ++share.slow;
    out.of_place.push_back(&share);
  }
  return out;
}

template <typename Condition>
optional_number first_of(std::span<const http_place> places, Condition holds) {
  const auto found = std::ranges::find_if(places, holds);
  if (found == places.end()) return std::nullopt;
  return static_cast<std::size_t>(found - places.begin());
}

/// The oldest slow one of the address that has most of them.
optional_number slowest_of(std::span<const http_place> places,
                           const address_shares& shares) {
  optional_number out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!is_slow(places[i])) continue;
    if (!out || *shares.of_place[*out] < *shares.of_place[i]) out = i;
  }
  return out;
}

}  // namespace

std::optional<std::size_t> who_gives_way(std::span<const http_place> places,
                                         const std::optional<address_group>& newcomer) {
  const auto leaves = [](const http_place& place) {
    return place.now == http_phase::leaving;
  };
  if (const auto out = first_of(places, leaves)) return out;
  const auto shares = shares_of(places);
  const auto slowest = slowest_of(places, shares);
  if (!slowest) return std::nullopt;
  const auto& address = places[*slowest].from;
  const auto is_half = [&address](const http_place& place) {
    return place.from == address && place.now == http_phase::head;
  };
  if (const auto out = first_of(places, is_half)) return out;
  if (!newcomer) return std::nullopt;
  const auto own = shares.by_address.find(*newcomer);
  const auto own_slow = own == shares.by_address.end() ? 0 : own->second.slow;
  if (shares.of_place[*slowest]->slow <= own_slow + 1) return std::nullopt;
  return slowest;
}

}  // namespace tmss10

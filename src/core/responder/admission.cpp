// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/admission.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace tmss10 {
namespace {

constexpr std::size_t v4_size = 4;
constexpr std::size_t v6_size = 16;
/// What the IPv4 addresses begin with in IPv6's form (RFC 4291, section 2.5.5.2).
constexpr std::array<std::byte, v6_size - v4_size> v4_mapped{
    {{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, std::byte{0xFF}, std::byte{0xFF}}};

std::uint64_t load_big_endian(bytes_view from) {
  constexpr unsigned bits = 8;
  std::uint64_t out = 0;
  for (const std::byte one : from)
    out = (out << bits) | std::to_integer<std::uint64_t>(one);
  return out;
}

/// A limit, or half of what it is a part of; at least one.
std::size_t limit_or_half(std::optional<std::size_t> limit, std::size_t all) {
  return std::max<std::size_t>(limit.value_or(all / 2), 1);
}

}  // namespace

address_group::address_group(bytes_view address) : v6_(address.size() == v6_size) {
  if (!v6_ && address.size() != v4_size) {
    throw std::logic_error("address_group: neither IPv4 nor IPv6");
  }
  if (v6_ && std::equal(v4_mapped.begin(), v4_mapped.end(), address.begin())) {
    v6_ = false;
    address = address.last(v4_size);
  }
  value_ = load_big_endian(address.first(v6_ ? v6_size / 2 : v4_size));
}

admission::admission(admission_limits limits)
    : limits_(limits),
      most_unfinished_(limit_or_half(limits.unfinished, limits.connections)),
      most_unfinished_of_address_(
          limit_or_half(limits.unfinished_per_address, limits.per_address)) {}

admission::decision admission::ask(const address_group& from) {
  const auto found = group_of(from);
  const auto gives_way = who_gives_way(found->second);
  const std::size_t room = gives_way ? 1 : 0;
  const bool room_in_group = gives_way && connections_.at(*gives_way).of == found;
  if (connections_.size() - room >= limits_.connections) {
    drop_if_empty(found);
    return {std::nullopt, admission_refusal::too_many, std::nullopt};
  }
  if (found->second.connections - (room_in_group ? 1 : 0) >= limits_.per_address) {
    return {std::nullopt, admission_refusal::too_many_of_address, std::nullopt};
  }
  const auto id = add(found);  // first, so that its group stays if its last one goes
  if (gives_way) remove(*gives_way);
  return {id, {}, gives_way};
}

std::optional<admission::connection_id> admission::make_room() {
  if (ranks_.empty()) return std::nullopt;
  const auto oldest = ranks_.begin()->second;
  remove(oldest);
  return oldest;
}

/// The group of that address. A fresh one is given its rank, so that nothing needs memory
/// later.
admission::groups::iterator admission::group_of(const address_group& from) {
  const auto [found, is_new] = groups_.try_emplace(from);
  if (!is_new) return found;
  try {
    std::set<rank> fresh{rank{}};
    found->second.own_rank = fresh.extract(fresh.begin());
  } catch (...) {
    groups_.erase(found);
    throw;
  }
  return found;
}

/// When there is no memory for it, everything is as it was before.
admission::connection_id admission::add(groups::iterator to) {
  const auto id = last_ + 1;
  auto& its = to->second;
  try {
    std::set<connection_id> fresh{id};
    connections_.emplace(id, connection{to, false});
    rank_out(its);
    its.unfinished.insert(fresh.extract(fresh.begin()));
  } catch (...) {
    drop_if_empty(to);
    throw;
  }
  rank_in(its);
  ++its.connections;
  ++unfinished_;
  return last_ = id;
}

void admission::drop_if_empty(groups::iterator which) {
  if (which->second.connections == 0) groups_.erase(which);
}

bool admission::finish(connection_id which) {
  const auto found = connections_.find(which);
  if (found == connections_.end()) return false;
  if (found->second.is_finished) return true;
  found->second.is_finished = true;
  auto& of = found->second.of->second;
  rank_out(of);
  of.unfinished.erase(which);
  rank_in(of);
  --unfinished_;
  return true;
}

void admission::leave(connection_id which) {
  if (connections_.contains(which)) remove(which);
}

/// The oldest is the least likely to be honest: an honest client is done after two round
/// trips.
std::optional<admission::connection_id> admission::who_gives_way(
    const group& newcomers) const {
  if (newcomers.unfinished.size() >= most_unfinished_of_address_) {
    return *newcomers.unfinished.begin();
  }
  if (unfinished_ >= most_unfinished_) return ranks_.begin()->second;
  return std::nullopt;
}

admission::rank admission::rank_of(const group& one) {
  return {std::numeric_limits<std::size_t>::max() - one.unfinished.size(),
          *one.unfinished.begin()};
}

void admission::rank_in(group& one) {
  if (one.unfinished.empty()) return;
  one.own_rank.value() = rank_of(one);
  ranks_.insert(std::move(one.own_rank));
}

void admission::rank_out(group& one) {
  if (!one.unfinished.empty()) one.own_rank = ranks_.extract(rank_of(one));
}

void admission::remove(connection_id which) {
  finish(which);
  const auto found = connections_.find(which);
  const auto of = found->second.of;
  connections_.erase(found);
  --of->second.connections;
  drop_if_empty(of);
}

}  // namespace tmss10

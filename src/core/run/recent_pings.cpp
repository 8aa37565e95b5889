// SPDX-License-Identifier: MIT
#include <tmss10/core/run/recent_pings.hpp>

#include <algorithm>
#include <bit>
#include <variant>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// A ping in 16 bits. The highest values stand for those without a time. A time is a
/// number of half microseconds: the lower bits are the 11 highest bits of it, without the
/// first, which is always set; the upper ones say how far these were shifted. Short times
/// are stored as they are.
constexpr std::uint16_t code_lost = 0xFFFF;
constexpr std::uint16_t code_unsent = 0xFFFE;
constexpr std::uint16_t code_held_up = 0xFFFD;
constexpr unsigned mantissa_bits = 10;
constexpr std::uint64_t hidden_bit = 1U << mantissa_bits;
constexpr std::uint64_t unit = 500;  // nanoseconds

/// Longer ones are shown as this: 6 days.
constexpr std::uint64_t most_units = std::uint64_t{1} << 40U;

std::uint16_t packed(const recent_pings::ping& what) {
  switch (what.result) {
    case ping_result::lost: return code_lost;
    case ping_result::unsent: return code_unsent;
    case ping_result::held_up: return code_held_up;
    case ping_result::answered: break;
  }
  const auto length = std::max<std::int64_t>(what.round_trip.count(), 0);
  auto units = std::min(static_cast<std::uint64_t>(length) / unit, most_units);
  std::uint64_t shift = 0;
  while (units >= 2 * hidden_bit) {
    units /= 2;
    ++shift;
  }
  const bool is_short = units < hidden_bit;
  return static_cast<std::uint16_t>(
      is_short ? units : ((shift + 1) << mantissa_bits) + (units - hidden_bit));
}

recent_pings::ping unpacked(std::uint16_t code) {
  switch (code) {
    case code_lost: return {ping_result::lost, nanoseconds(0)};
    case code_unsent: return {ping_result::unsent, nanoseconds(0)};
    case code_held_up: return {ping_result::held_up, nanoseconds(0)};
    default: break;
  }
  const unsigned upper = unsigned{code} >> mantissa_bits;
  const std::uint64_t lower = code % hidden_bit;
  const std::uint64_t units = upper == 0 ? lower : (lower + hidden_bit) << (upper - 1);
  return {ping_result::answered, nanoseconds(static_cast<std::int64_t>(units * unit))};
}

bool is_missed(std::uint16_t code) {
  return code == code_lost || code == code_unsent;
}

}  // namespace

/// What an event says of a ping; of most events, nothing.
struct recent_pings::to_result {
  recent_pings& to;

  void operator()(const event::reply& at) const {
    if (!at.late) answered(at.round_trip, at.noticed_late);
  }
  void operator()(const event::connection_made& at) const {
    answered(at.took, at.noticed_late);
  }
  void operator()(const event::bad_reply& at) const {
    if (!at.late) to.add({ping_result::lost});
  }
  void operator()(const event::lost& /*at*/) const { to.add({ping_result::lost}); }
  void operator()(const event::connection_failed& /*at*/) const {
    to.add({ping_result::lost});
  }
  void operator()(const event::unsent& /*at*/) const { to.add({ping_result::unsent}); }
  void operator()(const event::held_up& at) const {
    for (auto left = std::min<std::uint64_t>(at.slots, most_kept); left > 0; --left)
      to.add({ping_result::held_up});
  }
  void operator()(const event::connecting& /*at*/) const {}
  void operator()(const event::resolved& /*at*/) const {}
  void operator()(const event::attempt& /*at*/) const {}
  void operator()(const event::connected& /*at*/) const {}
  void operator()(const event::proxy_connected& /*at*/) const {}
  void operator()(const event::tunnelled& /*at*/) const {}
  void operator()(const event::greeted& /*at*/) const {}
  void operator()(const event::established& /*at*/) const {}
  void operator()(const event::not_connected& /*at*/) const {}
  void operator()(const event::sent& /*at*/) const {}
  void operator()(const event::attempted& /*at*/) const {}
  void operator()(const event::closed_at_once& /*at*/) const {}
  void operator()(const event::banner& /*at*/) const {}
  void operator()(const event::disconnected& /*at*/) const {}
  void operator()(const event::retransmitted& /*at*/) const {}
  void operator()(const event::path_found& /*at*/) const {}
  void operator()(const event::sizes_found& /*at*/) const {}
  void operator()(const event::idle_step& /*at*/) const {}
  void operator()(const event::idle_found& /*at*/) const {}
  void operator()(const event::observed& /*at*/) const {}
  void operator()(const event::way_tried& /*at*/) const {}
  void operator()(const event::part_examined& /*at*/) const {}

 private:
  void answered(nanoseconds round_trip, bool noticed_late) const {
    if (noticed_late) {
      to.add({ping_result::held_up});
    } else {
      to.add({ping_result::answered, round_trip});
    }
  }
};

void recent_pings::on(const ping_event& happened) {
  std::visit(to_result{*this}, happened);
}

void recent_pings::add(ping what) {
  if (what.result == ping_result::answered) last_ = what.round_trip;
  auto& place = kept_.at(next_);
  if (count_ == most_kept && is_missed(place)) --missed_;
  place = packed(what);
  if (is_missed(place)) ++missed_;
  next_ = static_cast<std::uint8_t>((next_ + 1U) % most_kept);
  count_ = static_cast<std::uint8_t>(std::min<std::size_t>(count_ + 1U, most_kept));
}

recent_pings::ping recent_pings::at(std::size_t age) const {
  return unpacked(kept_.at((next_ + most_kept - 1 - age) % most_kept));
}

std::optional<nanoseconds> recent_pings::last_round_trip() const {
  if (last_ < nanoseconds(0)) return std::nullopt;
  return last_;
}

}  // namespace tmss10

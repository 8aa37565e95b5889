// SPDX-License-Identifier: MIT
#include <tmss10/core/run/outstanding_pings.hpp>
#include <tmss10/net/ping/due_pings.hpp>

#include <algorithm>

namespace tmss10 {

std::optional<std::uint64_t> due_pings::left() const {
  if (!count) return std::nullopt;
  return *count - std::min(*count, totals().due());
}

void due_pings::held_up(const hold_up& at) {
  const auto slots = all_were_due() ? 0 : schedule.take_out(at.from, at.to);
  events.note(event::held_up{at.length(), slots}, at.to);
}

void due_pings::give_up(clock::time_point now, std::error_code reason) {
  const auto due = schedule.has_slots() ? schedule.next() : now;
  const auto pings = schedule.give_up(now);
  tell_unsent(std::min(pings, left().value_or(pings)), due, now, reason);
}

void due_pings::give_up_rest(clock::time_point now, clock::time_point until,
                             std::error_code reason) {
  const auto due = schedule.has_slots() ? schedule.next() : now;
  const auto pings = schedule.has_slots() ? schedule.give_up(until) : left().value_or(0);
  tell_unsent(
      std::min({pings, left().value_or(pings), std::uint64_t{outstanding_pings::most}}),
      due, now, reason);
}

void due_pings::give_up_but_last(clock::time_point now, std::error_code reason) {
  const auto due = schedule.next();
  const auto pings = schedule.give_up_but_last(now);
  const auto others = std::max<std::uint64_t>(left().value_or(pings + 1), 1) - 1;
  tell_unsent(std::min(pings, others), due, now, reason);
}

void due_pings::tell_unsent(std::uint64_t pings, clock::time_point due,
                            clock::time_point now, std::error_code reason) {
  const bool was_over = is_over;
  for (std::uint64_t i = 0; i < pings && is_over == was_over; ++i) {
    const event::unsent unsent{next_sequence(), reason,
                               std::max(now - due, clock::duration(0))};
    events.tell(unsent, now);
    due += schedule.beat();
  }
}

}  // namespace tmss10

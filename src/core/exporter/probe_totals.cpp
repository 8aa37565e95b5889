// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/probe_totals.hpp>

#include <utility>

namespace tmss10 {
namespace {

/// One text for each module and target: the length says where the target begins.
std::string name_of_key(const probe_totals::key& of) {
  return std::to_string(of.module.size()).append(" ").append(of.module).append(of.target);
}

void sum_up(probe_counts& to, const probe_counts& more) {
  to.sent += more.sent;
  to.lost += more.lost;
  to.unsent += more.unsent;
  to.reconnections += more.reconnections;
  to.round_trips.add(more.round_trips);
}

}  // namespace

probe_counts counts_of(const statistics& totals, const probe_facts& facts) {
  return {totals.transmitted, totals.lost, totals.unsent, totals.reconnections,
          facts.round_trips};
}

probe_totals::total probe_totals::add(const key& of, const probe_counts& found,
                                      time_point now, wall_time began) {
  forget_old(now);
  auto name = name_of_key(of);
  const auto known = by_name_.find(name);
  if (known == by_name_.end()) {
    total out{found, began};
    insert({std::move(name), out, now});
    return out;
  }
  auto& old = *known->second;
  total sum = old.is;
  if (sum.counts.round_trips.has_bounds_of(found.round_trips)) {
    sum_up(sum.counts, found);
  } else {
    sum = {found, began};
  }
  total out = sum;
  // From here on, nothing throws.
  old.is = std::move(sum);
  old.last = now;
  entries_.splice(entries_.begin(), entries_, known->second);
  return out;
}

void probe_totals::insert(entry fresh) {
  entries_.push_front(std::move(fresh));
  try {
    by_name_.emplace(entries_.front().name, entries_.begin());
  } catch (...) {
    entries_.pop_front();
    throw;
  }
  if (entries_.size() > most_kept) forget_last();
}

void probe_totals::forget_old(time_point now) {
  while (!entries_.empty() && now - entries_.back().last > kept_for)
    forget_last();
}

void probe_totals::forget_last() {
  by_name_.erase(entries_.back().name);
  entries_.pop_back();
}

void add_totals(exposition& to, const probe_totals::total& what) {
  const auto count = [&to, &what](std::string_view name, std::string_view help,
                                  std::uint64_t value) {
    to.add({name, help, metric_type::counter}, value, what.since);
  };
  const auto& counts = what.counts;
  count("tmss10_probe_pings_sent", "Pings that were sent by all probes.", counts.sent);
  count("tmss10_probe_pings_lost",
        "Pings of all probes that were not answered in time, or answered wrong.",
        counts.lost);
  count("tmss10_probe_pings_unsent",
        "Pings of all probes that were due and could not be sent.", counts.unsent);
  count("tmss10_probe_reconnections",
        "Sessions of all probes that were made in place of one that had ended.",
        counts.reconnections);
  to.add_histogram(
      {"tmss10_probe_round_trip_seconds",
       "Round-trip times of the answered pings of all probes.", metric_type::histogram},
      exposition::label_set::none, counts.round_trips, what.since);
}

}  // namespace tmss10

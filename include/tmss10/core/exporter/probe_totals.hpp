// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/probe_facts.hpp>
#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tmss10 {

/// What is counted over all probes of a target.
struct probe_counts {
  std::uint64_t sent = 0;
  std::uint64_t lost = 0;
  std::uint64_t unsent = 0;
  std::uint64_t reconnections = 0;
  duration_buckets round_trips;
};

/// Those of one probe.
[[nodiscard]] probe_counts counts_of(const statistics& totals, const probe_facts& facts);

/// What is counted over all probes of each target by each module, so that Prometheus can
/// work out rates. It reads no clock: every call says what time it is.
class probe_totals {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using wall_time = std::chrono::system_clock::time_point;

  /// A target that nobody asks for is forgotten after that time. Prometheus' longest
  /// usual interval between two scrapes is 5 minutes, as long as a sample is good for.
  static constexpr auto kept_for = std::chrono::minutes(10);
  /// Of more targets, those go first that were probed longest ago. All of them take about
  /// 4 MB with 16 buckets each, and 11 MB with 100.
  static constexpr std::size_t most_kept = 10'000;

  /// Which target was probed, as comparable_target calls it, and by which module.
  struct key {
    std::string_view module;
    std::string_view target;
  };
  struct total {
    probe_counts counts;
    wall_time since = {};  ///< when all counts were 0
  };

  probe_totals() = default;
  ~probe_totals() = default;
  probe_totals(const probe_totals&) = delete;
  probe_totals& operator=(const probe_totals&) = delete;
  probe_totals(probe_totals&&) = delete;
  probe_totals& operator=(probe_totals&&) = delete;

  /// Adds what a probe found that began at `began`; what comes back includes that. If the
  /// module has other buckets now, all counts begin at 0. If it throws std::bad_alloc,
  /// nothing is added.
  [[nodiscard]] total add(const key& of, const probe_counts& found, time_point now,
                          wall_time began);
  /// Forgets those that nobody has asked for. add() does so, too.
  void forget_old(time_point now);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct entry {
    std::string name;  // of its key
    total is;
    time_point last;
  };
  using entries = std::list<entry>;

  void insert(entry fresh);
  void forget_last();

  entries entries_;  // the one that was probed last comes first
  std::unordered_map<std::string_view, entries::iterator> by_name_;
};

/// Adds the counters, and the histogram of round-trip times, without labels.
void add_totals(exposition& to, const probe_totals::total& what);

}  // namespace tmss10

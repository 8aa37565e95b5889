// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/file_fault.hpp>
#include <tmss10/core/exporter/probe_module.hpp>

#include <chrono>
#include <vector>

namespace tmss10 {

/// The longest time that a scrape has as a rule. Prometheus refuses a scrape_timeout
/// above the scrape_interval, whose default is 1 minute, and series that are updated
/// seldom are of little use to it: it takes one for gone after 5 minutes. (The default of
/// scrape_timeout is 10 s; but whoever has slow probes raises that.)
constexpr std::chrono::nanoseconds longest_usual_scrape = std::chrono::minutes(1);

/// What a module can't be of use for unless scrapes have more time than that: its pings
/// alone take longer, by their count and their interval, or one of its time limits is
/// longer. Each has the line of the key to blame.
[[nodiscard]] std::vector<file_fault> warnings_of(const probe_module& module);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include "page_clock.hpp"
#include <tmss10/core/report/run_record.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {

/// The sections of the page, in HTML, in the order in which they are on it. One of which
/// nothing is known is empty.
[[nodiscard]] std::string page_heading(const finished_run& of, const page_clock& clock);
[[nodiscard]] std::string page_verdict_section(const finished_run& of);
[[nodiscard]] std::string page_stages(const finished_run& of);
[[nodiscard]] std::string page_ways(const finished_run& of);
[[nodiscard]] std::string page_comparison(const finished_run& of);
[[nodiscard]] std::string page_path(const finished_run& of);
[[nodiscard]] std::string page_plots(const finished_run& of, const page_clock& clock);
[[nodiscard]] std::string page_figures(const finished_run& of);
[[nodiscard]] std::string page_outages(const finished_run& of, const page_clock& clock);
[[nodiscard]] std::string page_sizes(const finished_run& of);
[[nodiscard]] std::string page_idle_limit(const finished_run& of);
[[nodiscard]] std::string page_observation(const finished_run& of);
[[nodiscard]] std::string page_machine(const finished_run& of);
[[nodiscard]] std::string page_events(const finished_run& of, const page_clock& clock);

/// What several of them are made of.
[[nodiscard]] std::string page_section(std::string_view heading,
                                       const std::string& content);

/// A name and a value, both as plain text; without a value it is left out.
using page_fact = std::pair<std::string_view, std::string>;
/// A table of two columns; empty without facts.
[[nodiscard]] std::string facts_table(std::string_view caption,
                                      const std::vector<page_fact>& facts);

}  // namespace tmss10

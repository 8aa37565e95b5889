// SPDX-License-Identifier: MIT
#include "run_text.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/timestamp.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

std::string system_line(const run_description& run) {
  std::vector<std::string> known;
  for (const auto& fact :
       {run.system.name, run.system.kernel, time_zone_text(run.system)})
    if (!fact.empty()) known.push_back(fact);
  return fmt::format("TMSS10Ping {}{}{}, run {}", run.program_version,
                     known.empty() ? "" : " on ", fmt::join(known, ", "), run.id);
}

/// As a shell would have to be given it, more or less: for people.
std::string option_text(const understood_option& of) {
  if (!of.value) return of.name;
  const bool is_one_word = !of.value->empty() && of.value->find(' ') == std::string::npos;
  return of.name + " " + (is_one_word ? *of.value : in_quotes(*of.value));
}

std::string name_servers_line(const std::vector<std::string>& servers) {
  return servers.empty() ? "name servers: not known"
                         : fmt::format("name servers: {}", fmt::join(servers, ", "));
}

}  // namespace

std::string time_zone_text(const system_facts& of) {
  if (!of.utc_offset) return of.time_zone;
  const auto offset = "UTC" + offset_text(*of.utc_offset, ":");
  return of.time_zone.empty() ? offset : fmt::format("{} ({})", offset, of.time_zone);
}

std::string options_text(const run_description& run) {
  std::string out;
  for (const auto& option : run.options)
    out += (out.empty() ? "" : " ") + option_text(option);
  return out;
}

std::array<std::string, 3> run_lines(const run_description& run) {
  auto options = "options: " + options_text(run);
  if (run.options.empty()) options.pop_back();
  if (run.open_mode) options += *run.open_mode ? "; open mode" : "; site key";
  return {system_line(run), std::move(options),
          name_servers_line(run.system.name_servers)};
}

}  // namespace tmss10

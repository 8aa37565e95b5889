// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "html_text.hpp"
#include "page_sections.hpp"
#include "recent_events.hpp"
#include "run_text.hpp"

#include <fmt/format.h>

#include <string>

namespace tmss10 {
namespace {

std::string names_text(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names)
    append_item(out, name);
  return out;
}

/// The interface of the latest connection.
std::string interface_text(const connection_stages& at) {
  if (at.connected) return at.connected->interface_name;
  return at.proxy_connected ? at.proxy_connected->interface_name : std::string();
}

}  // namespace

std::string page_machine(const finished_run& of) {
  const auto& run = of.record.run();
  const auto& system = run.system;
  std::string mode;
  if (run.open_mode) mode = *run.open_mode ? ", open mode" : ", site key";
  auto kernel = system.name;
  if (!system.kernel.empty()) append_item(kernel, system.kernel);
  return page_section(
      "This machine and this run",
      facts_table(
          "This machine and this run",
          {{"Program", fmt::format("TMSS10Ping {}{}", run.program_version, mode)},
           {"Machine", system.host_name},
           {"System", kernel},
           {"Network interface", interface_text(of.record.latest())},
           {"Name servers", names_text(system.name_servers)},
           {"Time zone", time_zone_text(system)},
           {"Options", options_text(run)},
           {"Exit code", std::to_string(static_cast<int>(of.outcome.judged.code))},
           {"Run", run.id}}));
}

std::string page_events(const finished_run& of, const page_clock& clock) {
  const auto lines = of.record.events();
  if (lines.empty()) return {};
  std::string content;
  if (const auto earlier = of.record.earlier_events(); earlier > 0) {
    content += fmt::format("<p class=\"note\">The last {}; {} came before.</p>\n",
                           counted(recent_events::most_kept, "event"), grouped(earlier));
  }
  content += "<pre>";
  for (const auto& line : lines)
    content += fmt::format("{}  {}\n", clock.exact_time(line.at), html(line.text));
  return page_section("Events", content + "</pre>\n");
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "nagios_parts.hpp"
#include <tmss10/core/report/report_nagios.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

/// The states from worst to best (see judge_all).
constexpr std::array worst_first{nagios_state::critical, nagios_state::warning,
                                 nagios_state::unknown, nagios_state::ok};

/// Room for the lines that say what was left out, and for warnings.
constexpr std::size_t room_for_notes = 160;
constexpr std::size_t room_for_warnings = 1024;

nagios_state state_of(const nagios_target& target) {
  return target.outcome->judged.state.value_or(nagios_state::unknown);
}

std::uint64_t count_in(nagios_state state, std::span<const nagios_target> targets,
                       std::uint64_t not_begun) {
  const auto count = std::count_if(
      targets.begin(), targets.end(),
      [state](const nagios_target& target) { return state_of(target) == state; });
  return static_cast<std::uint64_t>(count) +
         (state == nagios_state::unknown ? not_begun : 0);
}

/// "2 of 3 targets failed, 1 unknown"
std::string counts_text(std::span<const nagios_target> targets, std::uint64_t not_begun) {
  constexpr std::array<std::pair<nagios_state, const char*>, 3> words{
      {{nagios_state::critical, "failed"},
       {nagios_state::warning, "with warnings"},
       {nagios_state::unknown, "unknown"}}};
  const auto all = targets.size() + not_begun;
  std::string out;
  for (const auto& [state, word] : words) {
    const auto count = count_in(state, targets, not_begun);
    if (count == 0) continue;
    const auto of_all = out.empty() ? " of " + counted(all, "target") : std::string();
    append_item(out, grouped(count) + of_all + " " + word);
  }
  if (!out.empty()) return out;
  return counted(all, "target") + (all == 1 ? " is ok" : " are ok");
}

std::string line_of(const nagios_target& target) {
  return fmt::format("{} - {}: {}\n", name_of(state_of(target)),
                     without_bars(target.name), nagios_text(*target.outcome, true));
}

std::vector<std::string> lines_of(std::span<const nagios_target> targets) {
  std::vector<std::string> out;
  out.reserve(targets.size());
  for (const auto state : worst_first) {
    for (const auto& target : targets) {
      if (state_of(target) == state) out.push_back(line_of(target));
    }
  }
  return out;
}

std::vector<std::string> data_of(std::span<const nagios_target> targets,
                                 const nagios_thresholds& thresholds) {
  std::vector<std::string> out;
  out.reserve(targets.size());
  for (const auto& target : targets)
    out.push_back(" " + performance_data(*target.outcome, thresholds, target.name));
  return out;
}

/// The first of some texts, as many as fit.
struct fitting {
  std::string text = {};
  std::size_t left_out = 0;
};

fitting first_of(const std::vector<std::string>& texts, std::size_t room) {
  fitting out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (out.text.size() + texts[i].size() > room) {
      out.left_out = texts.size() - i;
      break;
    }
    out.text += texts[i];
  }
  return out;
}

std::size_t size_of(const std::vector<std::string>& texts) {
  std::size_t out = 0;
  for (const auto& text : texts)
    out += text.size();
  return out;
}

}  // namespace

std::string nagios_report(std::span<const nagios_target> targets,
                          const nagios_summary& of_all) {
  const auto state = of_all.judged.state.value_or(nagios_state::unknown);
  auto status = fmt::format("TMSS10 {} - {}", name_of(state),
                            counts_text(targets, of_all.not_begun));
  if (!of_all.judged.exceeded.empty())
    status += "; " + without_bars(of_all.judged.exceeded);
  // A name in it may be of any length.
  status.resize(std::min(status.size(), most_nagios_output / 2));
  std::vector<std::string> warnings;
  for (const auto& warning : of_all.warnings)
    warnings.push_back(without_bars(warning) + "\n");
  const auto told = first_of(warnings, room_for_warnings);
  const auto lines = lines_of(targets);
  const auto data = data_of(targets, of_all.thresholds);

  // Lines and data have the same room, and what one does not need, the other one has.
  const auto room =
      most_nagios_output - status.size() - told.text.size() - room_for_notes;
  const auto half = room / 2;
  const auto line_room = room - std::min(half, size_of(data));
  const auto shown_lines = first_of(lines, line_room);
  const auto shown_data = first_of(data, room - shown_lines.text.size());
  auto out = status + (shown_data.text.empty() ? "" : " |") + shown_data.text + "\n" +
             shown_lines.text;
  if (shown_lines.left_out > 0)
    out += fmt::format("and {} more\n", grouped(shown_lines.left_out));
  if (shown_data.left_out > 0) {
    out += fmt::format("no performance data of {}\n",
                       counted(shown_data.left_out, "target"));
  }
  return out + told.text;
}

}  // namespace tmss10

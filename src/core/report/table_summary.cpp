// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "loss_text.hpp"
#include "wrapped.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/table_summary.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;
using group = failure_groups::group;

/// More groups than these, the most frequent ones, are not listed one by one.
constexpr std::size_t most_listed = 12;

/// More groups than these, the most frequent ones, get no hint.
constexpr std::size_t most_hints = 3;

constexpr std::string_view hint_begin = "  hint: ";

/// A target that shares its losses with no other has a line that says as much.
constexpr std::uint64_t fewest_lossy = 2;

struct paint {
  bool color = false;

  std::string operator()(std::string line, tone of) const {
    return color ? in_color(std::move(line), of) : line;
  }
};

/// "failed: 2,958 no answer to the connection request", a line a group; what is not
/// listed is counted.
std::string group_lines(std::string_view heading, const std::vector<group>& groups,
                        std::uint64_t all) {
  if (groups.empty()) return {};
  const auto width = grouped(groups.front().count).size();
  const auto line = [&](std::uint64_t count, std::string_view words) {
    return fmt::format("{}: {} {}\n", heading, right_aligned(grouped(count), width),
                       printable(words));
  };
  std::string out;
  std::uint64_t listed = 0;
  for (std::size_t i = 0; i < std::min(groups.size(), most_listed); ++i) {
    listed += groups[i].count;
    out += line(groups[i].count, groups[i].words);
  }
  if (listed < all) out += line(all - listed, "for other reasons");
  return out;
}

/// The hints of the first groups that have one, and for which of their targets. Groups
/// that differ in their sentence may share a hint.
std::vector<std::string> hints_of(const std::vector<group>& groups) {
  std::vector<std::string> out;
  std::vector<std::string> told;
  for (const auto& one : groups) {
    if (!one.first || out.size() == most_hints) continue;
    auto hint = diagnose(*one.first).hint;
    if (hint.empty() || std::find(told.begin(), told.end(), hint) != told.end()) continue;
    const auto more =
        one.count == 1 ? "" : fmt::format(" and {} more", grouped(one.count - 1));
    out.push_back(printable(fmt::format("for {}{}: {}", one.first_name, more, hint)));
    told.push_back(std::move(hint));
  }
  return out;
}

std::string hint_lines(std::string_view hint, std::size_t columns, const paint& in) {
  std::string out;
  std::string begin(hint_begin);
  const auto width = std::max(columns, 2 * hint_begin.size()) - hint_begin.size();
  for (const auto& line : wrapped(hint, width)) {
    out += in(begin + line + "\n", tone::remark);
    begin.assign(hint_begin.size(), ' ');
  }
  return out;
}

/// Those of which at least so many targets are.
std::vector<group> frequent(std::vector<group> groups, std::uint64_t fewest) {
  std::erase_if(groups, [fewest](const group& one) { return one.count < fewest; });
  return groups;
}

std::uint64_t total(const std::vector<group>& groups) {
  std::uint64_t out = 0;
  for (const auto& one : groups)
    out += one.count;
  return out;
}

}  // namespace

void table_summary::add(std::string_view name, const run_outcome& outcome,
                        const loss_kinds& losses) {
  const auto state = state_of(outcome);
  ++counts_.at(static_cast<std::size_t>(state));
  if (state == target_state::failed || state == target_state::lossy) {
    auto& groups = state == target_state::failed ? failed_ : lossy_;
    const auto words =
        outcome.error.empty() ? common_loss_text(outcome, losses) : outcome.error;
    if (outcome.why && outcome.error.empty()) {
      groups.add(*outcome.why, name);
    } else {
      groups.add(words.empty() ? "no answer" : words, name);
    }
  }
  const auto& times = outcome.figures.totals.round_trips;
  if (times.count() == 0) return;
  min_ = times_ == 0 ? times.min() : std::min(min_, times.min());
  max_ = std::max(max_, times.max());
  times_ += times.count();
  sum_ += static_cast<double>(times.avg().count()) * static_cast<double>(times.count());
}

void table_summary::add_unfinished(std::uint64_t count) {
  counts_.at(static_cast<std::size_t>(target_state::unfinished)) += count;
}

std::uint64_t table_summary::count(target_state state) const {
  return counts_.at(static_cast<std::size_t>(state));
}

std::string table_summary::counts_line() const {
  std::uint64_t all = 0;
  for (const auto count : counts_)
    all += count;
  auto out =
      fmt::format("{}: {} ok", counted(all, "target"), grouped(count(target_state::ok)));
  const auto add = [this, &out](target_state state, std::string_view words) {
    if (count(state) > 0) append_item(out, grouped(count(state)).append(words));
  };
  add(target_state::over_limit, " over a limit");
  add(target_state::lossy, " with losses");
  add(target_state::failed, " failed");
  add(target_state::unfinished, " unfinished");
  return out + "\n";
}

std::string table_summary::times_line() const {
  if (times_ == 0) return {};
  const auto avg =
      nanoseconds(static_cast<nanoseconds::rep>(sum_ / static_cast<double>(times_)));
  return fmt::format("round-trip min/avg/max = {:.2f}/{:.2f}/{:.2f} ms\n",
                     milliseconds_of(min_), milliseconds_of(avg), milliseconds_of(max_));
}

std::string table_summary::text(bool color, std::size_t columns) const {
  const paint in{color};
  const auto failed = failed_.by_frequency();
  const auto all_lossy = lossy_.by_frequency();
  const auto lossy = frequent(all_lossy, fewest_lossy);
  const bool has_doubts =
      count(target_state::lossy) + count(target_state::over_limit) > 0;
  const auto of_counts = count(target_state::failed) > 0 ? tone::bad
                         : has_doubts                    ? tone::doubtful
                                                         : tone::plain;
  auto out = "\n--- TMSS10Ping statistics ---\n" + in(counts_line(), of_counts) +
             in(group_lines("failed", failed, failed_.count()), tone::bad) +
             in(group_lines("with losses", lossy, total(lossy)), tone::doubtful) +
             times_line();
  auto hints = hints_of(failed);
  if (hints.empty()) hints = hints_of(all_lossy);
  for (const auto& hint : hints)
    out += hint_lines(hint, columns, in);
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "figure_comparison.hpp"

#include "compared_items.hpp"
#include "short_time.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/run/mann_whitney.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Of fewer, neither an exact p-value below 0.001 nor a good approximation is possible.
constexpr std::size_t fewest_times = 8;
constexpr double slower_below = 0.001;
constexpr double more_lost_below = 0.01;

/// "3 of 20 (15 %)", "none of 20"
std::string loss_of(const share_of_all& of) {
  if (of.some == 0) return fmt::format("none of {}", of.all);
  const double percent = 100 * static_cast<double>(of.some) / static_cast<double>(of.all);
  return fmt::format(
      "{} of {} ({} %)", of.some, of.all,
      percent < 1 && percent > 0 ? fmt::format("{:.2g}", percent) : trimmed(percent, 1));
}

double share(const share_of_all& of) {
  return static_cast<double>(of.some) / static_cast<double>(of.all);
}

/// Whether it is up by so much that somebody may notice.
bool is_much_longer(nanoseconds one, nanoseconds other) {
  constexpr std::int64_t tenth = 10;
  return one - other >= std::chrono::milliseconds(1) && one - other >= other / tenth;
}

std::vector<double> numbers_of(const std::vector<nanoseconds>& times) {
  std::vector<double> out;
  out.reserve(times.size());
  for (const auto time : times)
    out.push_back(static_cast<double>(time.count()));
  return out;
}

std::string median_sentence(const compared_item& of) {
  return fmt::format("the median round trip is {}, was {}", of.now, of.before);
}

void judge_median(const known_times& before, const known_times& now, compared_item& to) {
  const bool is_up = is_much_longer(now.median, before.median);
  const bool is_down = is_much_longer(before.median, now.median);
  const auto fewest = std::min(before.sample.size(), now.sample.size());
  if (fewest < fewest_times) {
    if (!is_up) return;
    to.is = change_of_part::unsure;
    to.sentence = fmt::format(
        "Perhaps slower: {}; but {} and {} times are too few to tell that from chance.",
        median_sentence(to), now.sample.size(), before.sample.size());
    return;
  }
  const auto ranks = mann_whitney(numbers_of(now.sample), numbers_of(before.sample));
  to.p = ranks.p_two_sided;
  const bool is_greater = ranks.p_greater < ranks.p_two_sided;
  const bool is_certain = ranks.p_two_sided < slower_below;
  if (is_up && is_greater && is_certain) {
    to.is = change_of_part::worse;
    to.sentence = fmt::format("Slower: {} (p < 0.001).", median_sentence(to));
  } else if (is_up) {
    to.is = change_of_part::unsure;
    to.sentence = fmt::format("Perhaps slower: {}; but that may be chance (p = {:.2g}).",
                              median_sentence(to), ranks.p_two_sided);
  } else if (is_down && !is_greater && is_certain) {
    to.is = change_of_part::better;
    to.sentence = fmt::format("Faster: {} (p < 0.001).", median_sentence(to));
  }
}

/// Whether the stage that failed says all there is to say of its pings.
bool is_said_by_stage(const run_facts& of) {
  return of.failed && of.missed.some == of.missed.all;
}

/// Why the times of two runs are not of one kind; empty if they are.
std::string difference_of_kind(const run_facts& before, const run_facts& now) {
  if (before.connect_only != now.connect_only) {
    return fmt::format("{} timed connections (--connect-only), and {} timed pings",
                       now.connect_only ? "this run" : "the earlier run",
                       now.connect_only ? "the earlier one" : "this one");
  }
  if (before.payload_size == now.payload_size) return {};
  return fmt::format("the pings carry {} bytes (--size), and carried {} then",
                     now.payload_size, before.payload_size);
}

}  // namespace

void compare_losses(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& before = of.before.missed;
  const auto& now = of.now.missed;
  if (before.all == 0 && now.all == 0) return;
  if (is_said_by_stage(of.now)) return;
  if (is_said_by_stage(of.before)) {
    if (now.some == 0) return;
    to.push_back(not_compared(
        compared_part::loss,
        fmt::format("Losses are not compared: the earlier run got no answer; now, {} "
                    "are lost.",
                    loss_of(now))));
    return;
  }
  if (before.all == 0 || now.all == 0) {
    to.push_back(not_compared(
        compared_part::loss,
        fmt::format("Losses are not compared: in {}, no ping was answered or lost.",
                    now.all == 0 ? "this run" : "the earlier run")));
    return;
  }
  if (of.before.connect_only != of.now.connect_only) {
    to.push_back(not_compared(
        compared_part::loss,
        "Losses are not compared: " + difference_of_kind(of.before, of.now) + "."));
    return;
  }
  compared_item item{compared_part::loss, change_of_part::same, loss_of(before),
                     loss_of(now)};
  const auto words = fmt::format("{}, then {}", item.now, item.before);
  constexpr double noticeable = 0.01;
  const bool is_more = share(now) > share(before);
  item.p = is_more ? chance_of_greater_share(now, before)
                   : chance_of_greater_share(before, now);
  const bool is_certain = *item.p < more_lost_below;
  if (is_more && is_certain && share(now) >= share(before) + noticeable) {
    item.is = change_of_part::worse;
    item.sentence = fmt::format("More pings are lost: {} (p < 0.01).", words);
  } else if (is_more && is_certain) {
    item.is = change_of_part::different;
    item.sentence = fmt::format("A few more pings are lost: {} (p < 0.01).", words);
  } else if (is_more) {
    item.is = change_of_part::unsure;
    item.sentence = fmt::format(
        "Perhaps more pings are lost: {}; but that may be chance (p = {:.2g}).", words,
        *item.p);
  } else if (is_certain) {
    item.is = change_of_part::better;
    item.sentence = fmt::format("Fewer pings are lost: {} (p < 0.01).", words);
  }
  to.push_back(std::move(item));
}

void compare_times(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& before = of.before.times;
  const auto& now = of.now.times;
  if (!before && !now) return;
  if ((!before && of.before.failed) || (!now && of.now.failed)) return;
  const auto refuse = [&to](const std::string& why) {
    to.push_back(not_compared(compared_part::median,
                              "Round-trip times are not compared: " + why + "."));
  };
  if (!before || !now)
    return refuse(fmt::format("{} has none", now ? "the earlier run" : "this run"));
  if (const auto why = difference_of_kind(of.before, of.now); !why.empty())
    return refuse(why);
  compared_item median{compared_part::median, change_of_part::same,
                       short_time(before->median), short_time(now->median)};
  judge_median(*before, *now, median);
  to.push_back(std::move(median));
  compared_item p95{compared_part::p95, change_of_part::shown, short_time(before->p95),
                    short_time(now->p95)};
  p95.sentence = fmt::format("95 % of the round trips take up to {}, then up to {}.",
                             p95.now, p95.before);
  to.push_back(std::move(p95));
}

}  // namespace tmss10

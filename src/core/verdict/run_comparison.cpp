// SPDX-License-Identifier: MIT
#include "compared_items.hpp"
#include "end_comparison.hpp"
#include "figure_comparison.hpp"
#include "path_comparison.hpp"
#include "stage_comparison.hpp"
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// "2026-11-29 14:02 +01:00"
std::string time_of_run(const run_facts& of) {
  using std::chrono::minutes;
  const auto offset = of.utc_offset.value_or(minutes(0));
  const auto local = std::chrono::floor<minutes>(of.began + offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<minutes> clock(local - day);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} {}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(),
                     offset == minutes(0) ? "UTC" : offset_text(offset, ":"));
}

int weight_of(change_of_part change) {
  switch (change) {
    case change_of_part::worse: return 0;
    case change_of_part::unsure: return 1;
    case change_of_part::better: return 2;
    case change_of_part::different: return 3;
    case change_of_part::same: return 4;
    case change_of_part::shown: return 5;
    case change_of_part::not_compared: break;
  }
  return 6;
}

std::string_view words_for_part(compared_part part) {
  switch (part) {
    case compared_part::stage: return "the stage that fails";
    case compared_part::proxy: return "the proxy";
    case compared_part::ways: return "an address or a way";
    case compared_part::addresses: return "the addresses";
    case compared_part::packet_size_there: return "the packet size to the server";
    case compared_part::packet_size_back: return "the packet size from the server";
    case compared_part::loss: return "the loss";
    case compared_part::median: return "the median round trip";
    case compared_part::p95: return "the 95th percentile";
    case compared_part::hops: break;
  }
  return "the hops";
}

bool has(const std::vector<compared_item>& items, change_of_part change) {
  return std::any_of(items.begin(), items.end(),
                     [change](const compared_item& one) { return one.is == change; });
}

/// Whether it is open how the pings fared against those of the earlier run.
bool lacks_pings(const std::vector<compared_item>& items) {
  return std::any_of(items.begin(), items.end(), [](const compared_item& one) {
    const bool is_of_pings =
        one.what == compared_part::loss || one.what == compared_part::median;
    return is_of_pings && one.is == change_of_part::not_compared;
  });
}

void conclude(run_comparison& to) {
  std::vector<std::string> worse;
  for (const auto& one : to.items) {
    if (one.is == change_of_part::worse) worse.emplace_back(words_for_part(one.what));
  }
  const bool is_any_compared = std::any_of(
      to.items.begin(), to.items.end(),
      [](const compared_item& one) { return one.is != change_of_part::not_compared; });
  if (!worse.empty()) {
    to.shortfall =
        fmt::format("worse than on {}: {} (--baseline)", to.time, shortened_list(worse));
    to.sentence = fmt::format("Worse than on {}.", to.time);
  } else if (!is_any_compared) {
    to.sentence = fmt::format("Nothing can be compared with the run of {}.", to.time);
  } else if (has(to.items, change_of_part::unsure) || lacks_pings(to.items)) {
    to.sentence = fmt::format("Nothing is known to have got worse since {}.", to.time);
  } else {
    to.sentence = fmt::format("Nothing got worse since {}.", to.time);
  }
}

}  // namespace

run_comparison compare(const compared_runs& of) {
  run_comparison out;
  out.time = time_of_run(of.before);
  compare_stages(of, out.items);
  compare_proxies(of, out.items);
  compare_ends(of, out.items);
  compare_addresses(of, out.items);
  compare_sizes(of, out.items);
  compare_losses(of, out.items);
  compare_times(of, out.items);
  compare_hops(of, out.items);
  std::stable_sort(out.items.begin(), out.items.end(),
                   [](const compared_item& one, const compared_item& other) {
                     return weight_of(one.is) < weight_of(other.is);
                   });
  conclude(out);
  return out;
}

std::string_view name_of(compared_part part) {
  switch (part) {
    case compared_part::stage: return "stage";
    case compared_part::proxy: return "proxy";
    case compared_part::ways: return "ways";
    case compared_part::addresses: return "addresses";
    case compared_part::packet_size_there: return "packet_size_there";
    case compared_part::packet_size_back: return "packet_size_back";
    case compared_part::loss: return "loss";
    case compared_part::median: return "median";
    case compared_part::p95: return "p95";
    case compared_part::hops: break;
  }
  return "hops";
}

std::string_view name_of(change_of_part change) {
  switch (change) {
    case change_of_part::same: return "same";
    case change_of_part::worse: return "worse";
    case change_of_part::better: return "better";
    case change_of_part::different: return "different";
    case change_of_part::unsure: return "unsure";
    case change_of_part::shown: return "shown";
    case change_of_part::not_compared: break;
  }
  return "not_compared";
}

}  // namespace tmss10

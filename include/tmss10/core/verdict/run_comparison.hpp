// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/run_facts.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What of two runs is compared.
enum class compared_part {
  stage,
  proxy,
  ways,
  addresses,
  packet_size_there,
  packet_size_back,
  loss,
  median,
  p95,
  hops,
};

enum class change_of_part {
  same,
  worse,
  better,
  /// Neither of them by itself.
  different,
  /// It looks worse, but that may be chance.
  unsure,
  /// Numbers that are shown, and never judged.
  shown,
  not_compared,
};

/// One part of a comparison.
struct compared_item {
  compared_part what = compared_part::stage;
  change_of_part is = change_of_part::same;
  /// In a few words what it was, and what it is.
  std::string before = {};
  std::string now = {};
  /// A whole sentence; empty where there is nothing to say. Names and addresses are in it
  /// as they came.
  std::string sentence = {};
  /// How likely it is that chance alone makes such a difference, where that was tested.
  std::optional<double> p = {};
};

/// What is different from an earlier run.
struct run_comparison {
  /// When that was, where it ran: "2026-11-29 14:02 +01:00".
  std::string time = {};
  /// Whether something got worse, or that nothing did; a whole sentence.
  std::string sentence = {};
  /// What got worse comes first.
  std::vector<compared_item> items = {};
  /// What got worse, for standard error, without names and addresses: "worse than on
  /// 2026-11-29 14:02 +01:00: the loss, the median round trip (--baseline)". Empty:
  /// nothing.
  std::string shortfall = {};

  [[nodiscard]] bool is_worse() const { return !shortfall.empty(); }
};

/// What is different now. "Slower" is a median that is up by 10 % and by 1 ms, if chance
/// makes such a difference (Mann-Whitney U, two-sided) in fewer than one of 1,000 cases;
/// lost pings are "more" if their share is up by one percent of all, and chance does that
/// (Fisher's exact test, one-sided) in fewer than one of 100.
[[nodiscard]] run_comparison compare(const compared_runs& of);

/// Their names in formats for programs, as of the enumerators.
[[nodiscard]] std::string_view name_of(compared_part part);
[[nodiscard]] std::string_view name_of(change_of_part change);

}  // namespace tmss10

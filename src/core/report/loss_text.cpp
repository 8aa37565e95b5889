// SPDX-License-Identifier: MIT
#include "loss_text.hpp"

#include "count_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

struct part {
  std::uint64_t count = 0;
  /// In a row, and of a group.
  std::string words;
  std::string common;
};

/// Pings that are connections: each lost one is a failed attempt.
void add_failed_connections(std::vector<part>& parts, const failed_attempts& failed) {
  for (const auto& kind : failed.kinds()) {
    parts.push_back(
        {kind.count, sentence_without_target(kind.last), common_sentence(kind.last)});
  }
}

/// Why most attempts at a connection failed, after a colon; empty when none did.
std::string reason_for_unsent(const failed_attempts& failed, bool common) {
  const auto& kinds = failed.kinds();
  const auto most = std::max_element(
      kinds.begin(), kinds.end(),
      [](const auto& one, const auto& other) { return one.count < other.count; });
  if (most == kinds.end()) return {};
  return ": " +
         (common ? common_sentence(most->last) : sentence_without_target(most->last));
}

std::vector<part> parts_of(const statistics& totals, const loss_kinds& losses) {
  std::vector<part> parts;
  if (losses.unanswered > 0) {
    parts.push_back({losses.unanswered,
                     fmt::format("no reply in {:.2f} s", seconds_of(losses.longest_wait)),
                     "no reply in time"});
  }
  if (losses.cut_off > 0) {
    const auto words = "connection lost: " + losses.end.message();
    parts.push_back({losses.cut_off, words, words});
  }
  if (losses.answered_wrong > 0) {
    const auto words = "bad reply: " + losses.fault.message();
    parts.push_back({losses.answered_wrong, words, words});
  }
  const auto told = losses.unanswered + losses.cut_off + losses.answered_wrong;
  if (totals.lost > told) add_failed_connections(parts, totals.failed);
  if (totals.unsent > 0) {
    parts.push_back({totals.unsent, "not sent" + reason_for_unsent(totals.failed, false),
                     "not sent" + reason_for_unsent(totals.failed, true)});
  }
  if (totals.undecided() > 0)
    parts.push_back({totals.undecided(), "still unanswered", "still unanswered"});
  return parts;
}

}  // namespace

std::string loss_text(const run_outcome& outcome, const loss_kinds& losses) {
  const auto parts = parts_of(outcome.figures.totals, losses);
  if (outcome.why) {
    auto sentence = sentence_without_target(*outcome.why);
    const bool explains = parts.size() == 1 && losses.unanswered > 0;
    return explains ? parts.front().words + ": " + sentence : sentence;
  }
  if (parts.size() == 1) return parts.front().words;
  std::string out;
  for (const auto& one : parts)
    append_item(out, fmt::format("{} ({})", one.words, grouped(one.count)));
  return out;
}

std::string common_loss_text(const run_outcome& outcome, const loss_kinds& losses) {
  std::string out;
  for (const auto& one : parts_of(outcome.figures.totals, losses))
    append_item(out, one.common);
  return out;
}

}  // namespace tmss10

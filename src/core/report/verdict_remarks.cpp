// SPDX-License-Identifier: MIT
#include "verdict_remarks.hpp"

#include "core/verdict/sentence_text.hpp"
#include "count_text.hpp"
#include <tmss10/core/verdict/observation_wording.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace tmss10 {

void add_notes(const run_record& record, page_verdict& to) {
  for (const auto& note : record.notes())
    to.remarks.push_back(as_sentence(note));
}

void add_remarks(const run_record& record, const run_outcome& outcome, page_verdict& to) {
  const auto& totals = outcome.figures.totals;
  if (record.observed() != nullptr) {
    for (const auto& remark : observation_remarks(*record.observed()))
      to.remarks.push_back(as_sentence(remark));
  }
  add_notes(record, to);
  if (totals.retransmitted_pings > 0) {
    to.remarks.push_back(fmt::format("TCP had to send data again for {} of {}.",
                                     grouped(totals.retransmitted_pings),
                                     counted(totals.transmitted, "ping")));
  }
  if (totals.reconnections > 0) {
    to.remarks.push_back(fmt::format(
        "The connection was lost and made again {}.",
        totals.reconnections == 1 ? "once" : counted(totals.reconnections, "time")));
  }
  for (const auto& warning : outcome.warnings)
    to.remarks.push_back(as_sentence(warning));
}

void add_comparison(const run_comparison& found, page_verdict& to) {
  to.sentence += (to.sentence.empty() ? "" : " ") + found.sentence;
  std::vector<std::string> remarks;
  for (const auto& item : found.items) {
    if (item.is == change_of_part::worse) {
      to.sentence += " " + item.sentence;
    } else if (!item.sentence.empty()) {
      remarks.push_back(item.sentence);
    }
  }
  to.remarks.insert(to.remarks.begin(), remarks.begin(), remarks.end());
  if (!found.is_worse() || to.tone != page_tone::good) return;
  to.tone = page_tone::warning;
  to.advice =
      "Ask what was changed since then: on the way, at the server, or on this machine.";
}

}  // namespace tmss10

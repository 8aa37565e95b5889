// SPDX-License-Identifier: MIT
#include "core/verdict/sentence_text.hpp"
#include "look_verdict.hpp"
#include "ping_verdict.hpp"
#include "verdict_remarks.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <cstddef>

namespace tmss10 {
namespace {

page_verdict verdict_of_error(const run_outcome& outcome) {
  return {page_tone::bad,
          as_sentence("this machine could not carry out the test: " +
                      printable(outcome.error)),
          "Correct that on this machine. Nothing is known of the network."};
}

page_verdict verdict_of_examination(const run_outcome& outcome) {
  const auto& of = *outcome.examined;
  const auto judged = judge_findings(of);
  page_verdict out{page_tone::bad, judged.sentences.front(), judged.advice};
  if (judged.is == standing::works || judged.is == standing::works_with_remarks)
    out.tone = page_tone::good;
  if (judged.is == standing::impaired) out.tone = page_tone::warning;
  if (judged.is == standing::unknown) out.tone = page_tone::unknown;
  for (std::size_t i = 1; i < judged.sentences.size(); ++i)
    out.sentence += " " + judged.sentences[i];
  const auto& exceeded = outcome.judged.exceeded;
  const bool is_said = of.sizes != nullptr && exceeded == fault_text(*of.sizes);
  if (exceeded.empty() || is_said) return out;
  out.sentence = as_sentence(exceeded) + " " + out.sentence;
  if (out.tone == page_tone::good) out.tone = page_tone::warning;
  return out;
}

page_verdict main_verdict(const run_record& record, const run_outcome& outcome) {
  if (!outcome.error.empty()) return verdict_of_error(outcome);
  if (outcome.examined) return verdict_of_examination(outcome);
  if (record.way() != nullptr) {
    if (auto out = verdict_of_path(*record.way())) return *out;
    if (!record.has_pings()) return verdict_of_open_path(*record.way());
  }
  if (record.sizes() != nullptr) return verdict_of_sizes(*record.sizes());
  if (record.idle() != nullptr) return verdict_of_idle(*record.idle());
  return verdict_of_pings(record, outcome);
}

}  // namespace

page_verdict page_verdict_of(const run_record& record, const run_outcome& outcome) {
  if (!outcome.compared) {
    auto out = main_verdict(record, outcome);
    if (outcome.examined) {
      // It has chosen what is worth a word; it knows nothing of the notes.
      add_notes(record, out);
    } else {
      add_remarks(record, outcome, out);
    }
    return out;
  }
  const auto found = compare(*outcome.compared);
  auto plain = outcome;
  plain.compared.reset();
  if (found.is_worse() && plain.judged.exceeded == found.shortfall)
    plain.judged.exceeded.clear();
  auto out = page_verdict_of(record, plain);
  add_comparison(found, out);
  return out;
}

std::string_view name_of(page_tone tone) {
  switch (tone) {
    case page_tone::good: return "good";
    case page_tone::warning: return "warning";
    case page_tone::bad: return "bad";
    case page_tone::unknown: break;
  }
  return "unknown";
}

}  // namespace tmss10

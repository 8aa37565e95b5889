// SPDX-License-Identifier: MIT
#include "core/verdict/sentence_text.hpp"
#include "count_text.hpp"
#include "page_clock.hpp"
#include "percent_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace tmss10 {
namespace {

std::string target_text(const run_outcome& outcome) {
  if (outcome.host.empty()) return "the target";
  if (outcome.port == 0) return printable(outcome.host);
  return fmt::format("{} port {}", printable(outcome.host), outcome.port);
}

/// What was found of the way, where that says more than why there was no connection. None
/// where it is open.
std::optional<page_verdict> verdict_of_path(const path& way) {
  const auto judged = judge_path(way);
  page_verdict out{page_tone::bad, as_sentence(judged.sentence), judged.advice};
  switch (judged.finding) {
    case path_finding::open: {
      if (!judged.sentence.empty()) break;
      return std::nullopt;
    }
    case path_finding::stopped: out.tone = page_tone::unknown; return out;
    case path_finding::open_too_far:
    case path_finding::open_without_greeting:
    case path_finding::open_on_some_ways:
    case path_finding::open_at_times:
    case path_finding::data_on_some_ways:
    case path_finding::data_at_times: break;
    default: return out;
  }
  out.tone = page_tone::warning;
  return out;
}

page_verdict verdict_of_open_path(const path& way) {
  const auto judged = judge_path(way);
  auto sentence = fmt::format("Connection requests reach {} port {}, which accepts them",
                              way.address, way.port);
  if (judged.hop > 0) sentence += fmt::format(": it is hop {}", judged.hop);
  if (way.data == data_result::arrives) sentence += ", and data arrives there";
  return {page_tone::good, sentence + "."};
}

page_verdict verdict_of_sizes(const packet_sizes& sizes) {
  const auto judged = judge_sizes(sizes);
  const auto sentence_at = [&judged](std::size_t i) {
    return i < judged.sentences.size() ? as_sentence(judged.sentences[i]) : std::string();
  };
  page_verdict out{page_tone::good, sentence_at(0)};
  std::size_t next = 1;
  if (judged.has_hole) {
    out.tone = page_tone::bad;
    for (; next < judged.verdict; ++next)
      out.sentence += " " + sentence_at(next);
    out.sentence += " " + sentence_at(next++);
    out.advice = sentence_at(next++);
  } else if (judged.name == "unknown") {
    out.tone = page_tone::unknown;
  }
  for (; next < judged.sentences.size(); ++next)
    out.remarks.push_back(sentence_at(next));
  return out;
}

page_verdict verdict_of_idle(const idle_range& idle) {
  const auto judged = judge_idle(idle);
  page_verdict out{page_tone::good, judged.sentence, judged.advice};
  if (idle.is_limited()) {
    out.tone = page_tone::bad;
  } else if (!idle.complete) {
    out.tone = page_tone::unknown;
  }
  return out;
}

/// Of a run that never got so far that there could be pings.
page_verdict verdict_without_connection(const failure& why, const run_outcome& outcome) {
  const auto told = diagnose(why);
  page_verdict out{page_tone::bad, with_full_stop(told.sentence), as_sentence(told.hint)};
  const auto after = why.lost_before ? std::string() : sentence_without_target(why);
  if (after.empty()) return out;
  switch (why.where) {
    case stage::resolve:
    case stage::connect:
    case stage::proxy_resolve:
    case stage::proxy_connect:
    case stage::proxy_tunnel:
      out.sentence = as_sentence(
          fmt::format("No connection to {}: {}", target_text(outcome), after));
      break;
    case stage::greeting:
    case stage::handshake:
    case stage::exchange: break;
  }
  return out;
}

std::string length_of_outages(const availability& target) {
  if (target.outage_count == 0) return {};
  return fmt::format(" The target was down for {} s in {}{}.",
                     trimmed(seconds_of(target.down), 2),
                     counted(target.outage_count, "outage"),
                     target.is_down() ? ", and is down now" : "");
}

/// Of the attempts at a connection that failed, those with the cause that came up most,
/// the last of them if several did. Null without any.
const failed_attempts::kind* most_frequent(const failed_attempts& failed) {
  const failed_attempts::kind* out = nullptr;
  for (const auto& kind : failed.kinds()) {
    if (out == nullptr || kind.count >= out->count) out = &kind;
  }
  return out;
}

/// " 3 attempts at a connection failed: connection refused."
std::string sentence_of_failed(const failed_attempts& failed,
                               const failed_attempts::kind& most) {
  auto why = sentence_without_target(most.last);
  if (why.empty()) why = diagnose(most.last).sentence;
  return with_full_stop(
      fmt::format(" {} at a connection failed{}: {}", counted(failed.count(), "attempt"),
                  most.count < failed.count() ? ", most of them" : "", why));
}

/// "9 of 20 pings got no answer (45 % loss)."
page_verdict verdict_with_losses(const run_outcome& outcome, std::string_view noun) {
  const auto& totals = outcome.figures.totals;
  page_verdict out{totals.received > 0 ? page_tone::warning : page_tone::bad};
  out.sentence =
      totals.received > 0
          ? fmt::format("{} of {} got no answer ({} % loss)", grouped(totals.missed()),
                        counted(totals.due(), noun), loss_percent_text(totals))
          : fmt::format("None of {} was answered", counted(totals.due(), noun));
  if (totals.unsent > 0) {
    out.sentence += fmt::format(": {} could not be sent, since there was no connection",
                                grouped(totals.unsent));
  }
  out.sentence += ".";
  if (outcome.why) {
    const auto told = diagnose(*outcome.why);
    out.sentence += " " + as_sentence(sentence_without_target(*outcome.why));
    out.advice = as_sentence(told.hint);
  } else {
    out.sentence += length_of_outages(outcome.figures.target);
    if (const auto* const most = most_frequent(totals.failed)) {
      out.sentence += sentence_of_failed(totals.failed, *most);
      out.advice = as_sentence(diagnose(most->last).hint);
      return out;
    }
    out.advice =
        "Why is not known. Send this report to whoever runs the network on the way, and "
        "to the server's administrator.";
  }
  return out;
}

std::string_view noun_of_pings(const run_record& record) {
  return record.has_option("--connect-only") ? "connection" : "ping";
}

page_verdict verdict_of_answers(const run_record& record, const run_outcome& outcome) {
  const auto& totals = outcome.figures.totals;
  const bool is_bare = record.has_option("--connect-only");
  page_verdict out{page_tone::good};
  std::string times;
  if (const auto& of = totals.round_trips; of.count() == 1) {
    times = ", in " + short_time(of.max());
  } else if (of.count() > 1) {
    times = fmt::format(", in {} (median), the slowest in {}",
                        short_time(of.percentile(50)), short_time(of.max()));
  }
  const auto what = is_bare ? std::string("connection") : std::string("ping");
  const auto all =
      totals.received == 1
          ? fmt::format("The only {} was {}", what, is_bare ? "made" : "answered")
          : fmt::format("All {} were {}", counted(totals.received, what),
                        is_bare ? "made" : "answered");
  out.sentence = all + times + ".";
  const auto by =
      outcome.proxy.empty() ? std::string() : " by the proxy " + printable(outcome.proxy);
  out.advice = is_bare ? fmt::format(
                             "TCP to {} is open{}. Nothing was sent, so whether data "
                             "gets through is not known.",
                             target_text(outcome), by)
                       : fmt::format(
                             "TCP to {} is open{}, and data gets through in both "
                             "directions. There is nothing to ask for.",
                             target_text(outcome), by);
  return out;
}

page_verdict verdict_of_error(const run_outcome& outcome) {
  return {page_tone::bad,
          as_sentence("this machine could not carry out the test: " +
                      printable(outcome.error)),
          "Correct that on this machine. Nothing is known of the network."};
}

/// A run waited until the target is down, and it is.
page_verdict verdict_of_going_down(const run_outcome& outcome) {
  constexpr std::string_view option = "--until-down: ";
  std::string_view came = outcome.came;
  if (came.starts_with(option)) came.remove_prefix(option.size());
  page_verdict out{page_tone::good};
  out.sentence = with_full_stop(
      fmt::format("What the run waited for has come (--until-down): {}", came));
  out.is_awaited = true;
  return out;
}

/// A run waited for an answer, and one came after some losses.
page_verdict verdict_of_coming_up(const run_record& record, const run_outcome& outcome) {
  const auto& totals = outcome.figures.totals;
  auto out = verdict_of_answers(record, outcome);
  out.sentence += fmt::format(" The run waited for that: {} before it got no answer.",
                              counted(totals.missed(), noun_of_pings(record)));
  if (const auto* const most = most_frequent(totals.failed))
    out.sentence += sentence_of_failed(totals.failed, *most);
  return out;
}

page_verdict verdict_of_counts(const run_record& record, const run_outcome& outcome) {
  const auto& totals = outcome.figures.totals;
  if (!outcome.came.empty()) return verdict_of_going_down(outcome);
  if (totals.decided() == 0)
    return {page_tone::unknown, "The run ended before there was any result."};
  if (totals.received > 0 && totals.missed() == 0)
    return verdict_of_answers(record, outcome);
  if (totals.received > 0 && record.has_option("--until-up"))
    return verdict_of_coming_up(record, outcome);
  return verdict_with_losses(outcome, noun_of_pings(record));
}

page_verdict verdict_of_pings(const run_record& record, const run_outcome& outcome) {
  const auto& totals = outcome.figures.totals;
  const bool came = !outcome.came.empty();
  if (!came && outcome.why && totals.received == 0 && totals.transmitted == 0)
    return verdict_without_connection(*outcome.why, outcome);
  if (!outcome.judged.exceeded.empty()) {
    auto out = verdict_of_counts(record, outcome);
    out.tone = page_tone::warning;
    out.sentence = as_sentence(outcome.judged.exceeded) + " " + out.sentence;
    out.advice.clear();
    return out;
  }
  if (came || totals.missed() > 0) return verdict_of_counts(record, outcome);
  if (totals.received > 0) {
    auto out = verdict_of_answers(record, outcome);
    if (!outcome.why) return out;
    const auto told = diagnose(*outcome.why);
    out.tone = page_tone::warning;
    out.sentence = with_full_stop(told.sentence) + " " + out.sentence;
    out.advice = as_sentence(told.hint);
    return out;
  }
  if (const auto* const most = most_frequent(totals.failed))
    return verdict_without_connection(most->last, outcome);
  return {page_tone::unknown, "The run ended before there was any result."};
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

void add_notes(const run_record& record, page_verdict& to) {
  for (const auto& note : record.notes())
    to.remarks.push_back(as_sentence(note));
}

/// What the server's sight of the connection shows, and other notes.
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

/// What is different from an earlier run: what got worse is part of the sentence.
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

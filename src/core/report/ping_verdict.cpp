// SPDX-License-Identifier: MIT
#include "ping_verdict.hpp"

#include "core/verdict/sentence_text.hpp"
#include "core/verdict/short_time.hpp"
#include "count_text.hpp"
#include "percent_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

std::string target_text(const run_outcome& outcome) {
  if (outcome.host.empty()) return "the target";
  if (outcome.port == 0) return printable(outcome.host);
  return fmt::format("{} port {}", printable(outcome.host), outcome.port);
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

}  // namespace

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

}  // namespace tmss10

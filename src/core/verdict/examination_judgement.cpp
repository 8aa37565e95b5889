// SPDX-License-Identifier: MIT
#include "examination_wording.hpp"
#include "quality_judgement.hpp"
#include "sentence_text.hpp"
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::size_t most_sentences = 3;

void add(examination_judgement& to, std::string sentence) {
  if (sentence.empty() || to.sentences.size() == most_sentences) return;
  to.sentences.push_back(std::move(sentence));
}

/// Whether it says where a connection request ends, or data does.
bool explains(path_finding finding, stage where) {
  const bool in_session =
      where == stage::greeting || where == stage::handshake || where == stage::exchange;
  switch (finding) {
    case path_finding::open:
    case path_finding::open_too_far:
    case path_finding::open_on_some_ways:
    case path_finding::open_at_times:
    case path_finding::open_without_greeting:
    case path_finding::too_far:
    case path_finding::stopped: return false;
    case path_finding::data_dropped:
    case path_finding::data_reset:
    case path_finding::data_on_some_ways:
    case path_finding::data_at_times: return in_session;
    default: return where == stage::connect;
  }
}

/// Where the way of a failure ends, if the look at the path has found that out. What
/// fails on this machine has no way.
std::optional<path_judgement> end_of_path(const findings& of, const failure& why) {
  if (of.way_there == nullptr || of.way_there->address != why.address) return {};
  if (is_local(cause_of(why))) return {};
  auto out = judge_path(*of.way_there);
  if (!explains(out.finding, why.where)) return {};
  return out;
}

/// What is to be asked for the other addresses of the name, too; empty without any.
std::string advice_on_others(const failure& why, const std::string& hint) {
  const auto& others = why.others;
  if (others.kept.empty()) return {};
  const bool is_alike =
      std::all_of(others.kept.begin(), others.kept.end(),
                  [&why](const auto& one) { return one.error == why.error; });
  const auto listed = hint.find("Other addresses: ");
  if (!is_alike) return listed == std::string::npos ? "" : " " + hint.substr(listed);
  std::string out = " Ask the same for its other addresses: ";
  for (const auto& one : others.kept)
    out += fmt::format("{}{}", &one == others.kept.data() ? "" : ", ", one.address);
  if (others.more > 0) out += fmt::format(", and {} more", others.more);
  return out + ".";
}

/// Whether it is for the network to let something through.
bool is_of_network(const failure& why, const std::optional<path_judgement>& end) {
  if (end) return end->finding != path_finding::refused_by_target;
  return why.where == stage::connect && !is_local(cause_of(why)) &&
         why.error != std::errc::connection_refused;
}

/// What whoever opens a firewall asks for next.
std::string source_text(const findings& of) {
  const auto* const way = judged_way(of);
  if (way == nullptr || way->local_address.empty()) return {};
  return fmt::format(" This machine sends from {}.", way->local_address);
}

examination_judgement judge_failure(const findings& of, const failure& why) {
  examination_judgement out;
  out.is = standing::broken;
  const auto told = diagnose(why);
  const auto end = end_of_path(of, why);
  if (end) {
    const auto subject = told.sentence.substr(0, told.sentence.find(": "));
    add(out, fmt::format("{}: {}", subject, end->sentence));
    out.advice = end->advice + advice_on_others(why, told.hint);
  } else {
    add(out, as_sentence(told.sentence));
    out.advice = as_sentence(told.hint);
  }
  if (is_of_network(why, end)) out.advice += source_text(of);
  add(out, other_address_sentence(of));
  add(out, other_ways_sentence(of, false));
  add(out, contradiction_sentence(of, why.where != stage::connect));
  add(out, cut_short_sentence(of));
  return out;
}

examination_judgement judge_nothing(const findings& of) {
  examination_judgement out;
  const auto so_far = progress_text(of);
  if (so_far.empty()) {
    add(out, of.was_stopped ? "It was stopped before anything was known."
                            : "Nothing was found out in time.");
  } else {
    add(out, fmt::format("{} {}.",
                         of.was_stopped ? "It was stopped early:"
                                        : "Not enough was found out in time:",
                         so_far));
  }
  add(out, other_ways_sentence(of, false));
  return out;
}

}  // namespace

examination_judgement judge_findings(const findings& of) {
  if (const auto why = failure_of_ways(of)) return judge_failure(of, *why);
  const auto* const way = judged_way(of);
  return way != nullptr && way->works() ? judge_quality(of) : judge_nothing(of);
}

std::string_view name_of(standing is) {
  switch (is) {
    case standing::works: return "works";
    case standing::works_with_remarks: return "works_with_remarks";
    case standing::impaired: return "impaired";
    case standing::broken: return "broken";
    case standing::unknown: break;
  }
  return "unknown";
}

}  // namespace tmss10

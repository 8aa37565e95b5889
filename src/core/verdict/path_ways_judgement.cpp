// SPDX-License-Identifier: MIT
#include "path_ways_judgement.hpp"

#include "path_places.hpp"
#include "path_refusal.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace tmss10 {
namespace {

/// A round trip after which TCP sends a request again (RFC 6298, section 2): silence in
/// less time than that says nothing.
constexpr std::chrono::seconds slow{1};

bool is_refused(const hop_answer& one) {
  return one.what == hop_reply::reset || one.what == hop_reply::icmp_refusal;
}

/// A request that was refused, or got no answer although the target is no further away;
/// null without one.
const hop_answer* closed_answer(const path& of, const path_hop* open) {
  const bool is_slow =
      open != nullptr && (open->end()->took >= slow || open->end()->was_repeated);
  const auto is_closed = [is_slow](const hop_answer& one) {
    return is_refused(one) || (one.what == hop_reply::silence && !is_slow);
  };
  for (const auto& one : of.from_other_ports) {
    if (is_closed(one)) return &one;
  }
  for (const auto& hop : of.hops) {
    if (hop.answers.empty()) continue;
    if (const auto* const end = hop.end(); end != nullptr && is_refused(*end)) return end;
    const bool is_silent = open != nullptr && hop.number > open->number &&
                           hop.answer() == nullptr && !is_slow;
    if (is_silent) return &hop.answers.front();
  }
  return nullptr;
}

/// The last answer from one port, if that did not end with a connection; null otherwise.
const path_hop* closed_end(const path& of, const path_hop* open) {
  if (of.from_one_port.empty()) return nullptr;
  const bool is_slow =
      open != nullptr && (open->end()->took >= slow || open->end()->was_repeated);
  const auto& last = of.from_one_port.back();
  const auto* const end = last.end();
  if (end != nullptr) return is_refused(*end) ? &last : nullptr;
  const bool is_far = open == nullptr || last.number >= open->number;
  return last.answer() == nullptr && is_far && !is_slow ? &last : nullptr;
}

std::string words_for(const hop_answer& closed) {
  switch (closed.what) {
    case hop_reply::reset: return "are refused";
    case hop_reply::icmp_refusal:
      return fmt::format("are rejected by {} ({})", closed.sender,
                         icmp_words(*closed.icmp));
    default: return "get no answer";
  }
}

std::string ask_all(const path& of) {
  return fmt::format(
      "Ask whoever runs the network to allow TCP {} to {} on all of its ways.", of.port,
      of.address);
}

/// The closed way was followed from one port to its end.
path_judgement judge_closed_way(const path& of, const path_hop& end) {
  path_judgement out{path_finding::open_on_some_ways, 0};
  const hop_answer none;
  const auto* const answer = end.answer();
  out.sentence = fmt::format(
      "some connections get through, and some {}: they are spread over several ways.",
      words_for(answer != nullptr ? *answer : none));
  out.advice = ask_all(of);
  if (answer != nullptr && answer->what == hop_reply::reset) {
    const auto judged = judge_refusal(of, &end, *answer);
    if (judged.finding != path_finding::refused_before_target) return out;
    out.hop = judged.hop;
    out.whom = judged.whom;
    out.sentence += fmt::format(" On one way, {}, hop {}, refuses in the name of {}.",
                                judged.whom, judged.hop, of.address);
    out.advice = judged.advice;
    return out;
  }
  if (answer != nullptr) {
    out.advice = fmt::format("Ask whoever runs {} to allow TCP {} to {} there.",
                             answer->sender, of.port, of.address);
    return out;
  }
  const auto* const last = last_router(of.from_one_port);
  if (last == nullptr) return out;
  out.hop = last->number;
  out.whom = last->answer()->sender;
  out.sentence += fmt::format(" One way ends at {}, or right after it.", place_of(*last));
  out.advice = fmt::format("Ask whoever runs {} to allow TCP {} to {} there.", out.whom,
                           of.port, of.address);
  return out;
}

}  // namespace

std::optional<path_judgement> judge_ways(const path& of, const path_hop* open) {
  if (const auto* const end = closed_end(of, open)) return judge_closed_way(of, *end);
  const auto* const closed = closed_answer(of, open);
  if (closed == nullptr) return {};
  if (of.from_one_port.empty()) {
    path_judgement out{path_finding::open_on_some_ways, 0};
    out.sentence = fmt::format(
        "some connections get through, and some {}: they may be spread over several "
        "ways.",
        words_for(*closed));
    out.advice = ask_all(of);
    return out;
  }
  // The next one from the same port got through: a request that was lost says nothing.
  if (closed->what == hop_reply::silence) return {};
  path_judgement out{path_finding::open_at_times, 0};
  out.sentence = fmt::format(
      "some connections get through, and some {}; asked again from the same port, one "
      "gets "
      "through.",
      words_for(*closed));
  out.advice = fmt::format(
      "Ask whoever runs {}, or the firewall before it, whether it limits connections.",
      of.address);
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "quality_judgement.hpp"

#include "examination_wording.hpp"
#include "sentence_text.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

/// What is wrong or remarkable with a target that answers, by its weight.
struct quality {
  /// The faults, each with whom to ask for what; the worst first.
  std::vector<std::pair<std::string, std::string>> faults;
  std::vector<std::string> remarks;
};

std::string time_text(std::chrono::nanoseconds time) {
  return fmt::format("{:.2f} ms", milliseconds_of(time));
}

/// Whether the pings went the way that is judged.
bool pinged_own_way(const findings& of) {
  return of.pinged_through == of.proxy && of.pings.decided() > 0;
}

/// Whether so many pings wait for their answers at the end that it is no matter of a long
/// way.
bool has_fallen_silent(const findings& of) {
  constexpr std::uint64_t most_on_a_long_way = 2;
  return pinged_own_way(of) && of.pings.undecided() > most_on_a_long_way;
}

void judge_losses(const findings& of, quality& to) {
  if (has_fallen_silent(of)) {
    to.faults.emplace_back(
        fmt::format("The last {} pings had no answer yet when the examination ended.",
                    of.pings.undecided()),
        "The server, or the way to it, seems to have fallen silent: run it again with -t "
        "to see since when and for how long.");
  }
  if (!pinged_own_way(of) || of.pings.missed() == 0) return;
  auto sentence =
      fmt::format("{} of {} pings were not answered in time ({:.0f}% loss)",
                  of.pings.missed(), of.pings.decided(), of.pings.loss_percent());
  std::string advice;
  if (of.why_lost) {
    const auto told = diagnose(*of.why_lost);
    sentence += ": " + sentence_without_target(*of.why_lost);
    advice = as_sentence(told.hint);
  } else {
    advice = "Run it again with -t to see when pings are lost.";
  }
  to.faults.emplace_back(as_sentence(std::move(sentence)), std::move(advice));
}

/// Packets that were lost, although every ping was answered in the end.
void judge_retransmissions(const findings& of, quality& to) {
  constexpr std::uint64_t least_for_fault = 2;
  constexpr std::uint64_t one_in = 20;
  const auto resent = of.pings.retransmitted_pings;
  if (!pinged_own_way(of) || resent == 0) return;
  const auto end = of.proxy.empty() ? judged_way(of)->address : "the proxy " + of.proxy;
  if (resent < least_for_fault || resent * one_in < of.pings.decided()) {
    to.remarks.push_back(
        fmt::format("TCP had to send data again for {} of {} pings: a packet was lost.",
                    resent, of.pings.decided()));
    return;
  }
  to.faults.emplace_back(
      fmt::format("Packets are lost: TCP had to send data again for {} of {} pings.",
                  resent, of.pings.decided()),
      fmt::format("Ask whoever runs the network to look for packet loss between this "
                  "machine and {}. Run it again with -t to see when it happens.",
                  end));
}

void judge_packets(const findings& of, quality& to) {
  if (of.sizes == nullptr || !of.proxy.empty()) return;  // a proxy's way is another one
  const auto judged = judge_sizes(*of.sizes);
  if (judged.has_hole) {
    to.faults.emplace_back(
        fmt::format("Large packets vanish: {}.", fault_text(*of.sizes)),
        fmt::format("Ask whoever runs the smaller link on the way (a tunnel, a VPN, "
                    "PPPoE) to let its ICMP messages through, or to clamp the MSS to {} "
                    "bytes.",
                    *judged.clamp_mss));
  } else if (judged.name == "unknown") {
    to.remarks.emplace_back(
        "The largest packets are not known: the search for them ended early.");
  } else if (judged.name == "smaller_link") {
    to.remarks.push_back(fmt::format(
        "A link on the way takes no more than {} bytes and says so: TCP has adapted "
        "itself.",
        std::min(of.sizes->there.passed, of.sizes->back.passed)));
  }
}

/// Whether this machine has a route for the family of an address that does not work.
bool has_route(const tried_way* way) {
  const auto why = cause_of(*way->why);
  return why != cause::network_unreachable && why != cause::ipv6_off;
}

/// Addresses of the name that do not work, while others do.
void judge_addresses(const findings& of, quality& to) {
  std::vector<const tried_way*> failed;
  bool some_v4_works = false;
  bool some_v6_works = false;
  std::size_t tried = 0;
  for (const auto& way : of.ways) {
    if (way.proxy != of.proxy || !way.is_direct()) continue;
    ++tried;
    if (way.why) failed.push_back(&way);
    if (way.works()) (way.is_v6() ? some_v6_works : some_v4_works) = true;
  }
  if (const auto left = std::stable_partition(failed.begin(), failed.end(), has_route);
      left != failed.end() && (some_v4_works != some_v6_works)) {
    to.remarks.push_back(fmt::format("This machine has no route for {}: {} is not used.",
                                     some_v4_works ? "IPv6" : "IPv4", (*left)->address));
    failed.erase(left, failed.end());
  }
  if (failed.empty()) return;
  const auto& worst = *failed.front();
  const auto how = sentence_without_target(*worst.why);
  const auto advice = as_sentence(diagnose(*worst.why).hint);
  const bool only_v4 = some_v4_works && !some_v6_works;
  const bool only_v6 = some_v6_works && !some_v4_works;
  const bool is_family = std::all_of(failed.begin(), failed.end(), [&](const auto* way) {
    return (only_v4 && way->is_v6()) || (only_v6 && !way->is_v6());
  });
  if (is_family) {
    to.faults.emplace_back(
        fmt::format("{} does not work, {} does: {}: {}.", only_v4 ? "IPv6" : "IPv4",
                    only_v4 ? "IPv4" : "IPv6", worst.address, how),
        advice);
  } else {
    to.faults.emplace_back(
        fmt::format("{} of {} addresses do{} not work: {}: {}.", failed.size(), tried,
                    failed.size() == 1 ? "es" : "", worst.address, how),
        advice);
  }
}

void judge_ways_of_path(const findings& of, quality& to) {
  if (of.way_there == nullptr || !of.proxy.empty()) return;
  const auto judged = judge_path(*of.way_there);
  if (!is_partly_open(judged.finding)) return;
  to.faults.emplace_back(as_sentence(judged.sentence), judged.advice);
}

quality quality_of(const findings& of) {
  quality out;
  judge_losses(of, out);
  judge_retransmissions(of, out);
  judge_packets(of, out);
  judge_ways_of_path(of, out);
  judge_addresses(of, out);
  if (auto text = contradiction_sentence(of, true); !text.empty())
    out.remarks.push_back(std::move(text));
  if (auto text = lost_data_sentence(of); !text.empty())
    out.remarks.push_back(std::move(text));
  if (of.seen != nullptr) {
    for (auto& remark : observation_remarks(*of.seen))
      out.remarks.push_back(as_sentence(std::move(remark)));
  }
  if (auto text = other_ways_sentence(of, true); !text.empty())
    out.remarks.push_back(std::move(text));
  if (auto text = cut_short_sentence(of); !text.empty())
    out.remarks.push_back(std::move(text));
  return out;
}

std::string working_sentence(const findings& of) {
  const auto& way = *judged_way(of);
  const auto name = way_name(of, way);
  if (!pinged_own_way(of)) {
    return fmt::format("{} works: a ping was answered in {}.", name,
                       time_text(*way.round_trip));
  }
  if (of.pings.received == 0)
    return fmt::format("{}: the first ping was answered, and none after it.", name);
  if (of.pings.missed() > 0 || has_fallen_silent(of))
    return fmt::format("{} works, but not always.", name);
  return fmt::format("{} works: {} of {} pings were answered (median {}).", name,
                     of.pings.received, of.pings.decided(),
                     time_text(of.pings.round_trips.percentile(50)));
}

}  // namespace

examination_judgement judge_quality(const findings& of) {
  constexpr std::size_t most_sentences = 3;
  auto found = quality_of(of);
  examination_judgement out;
  for (auto& [sentence, advice] : found.faults) {
    if (out.sentences.size() == most_sentences) break;
    out.sentences.push_back(std::move(sentence));
    if (out.advice.empty()) out.advice = std::move(advice);
  }
  const bool has_faults = !out.sentences.empty();
  if (out.sentences.size() < most_sentences) {
    const auto place = has_faults ? out.sentences.end() : out.sentences.begin();
    out.sentences.insert(place, working_sentence(of));
  }
  for (auto& remark : found.remarks) {
    if (out.sentences.size() == most_sentences) break;
    out.sentences.push_back(std::move(remark));
  }
  out.is = has_faults              ? standing::impaired
           : found.remarks.empty() ? standing::works
                                   : standing::works_with_remarks;
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "examination_wording.hpp"

#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace tmss10 {
namespace {

std::string_view words_of(examined_part part) {
  switch (part) {
    case examined_part::look_up: return "the look-up of the name";
    case examined_part::ways: return "the ways to it";
    case examined_part::path: return "the path";
    case examined_part::sizes: return "the sizes of packets";
    case examined_part::pings: break;
  }
  return "the pings";
}

/// Whether the look at the path saw connections being made; none if it says nothing of
/// that.
std::optional<bool> saw_connections(path_finding finding) {
  switch (finding) {
    case path_finding::open:
    case path_finding::open_too_far:
    case path_finding::open_on_some_ways:
    case path_finding::open_at_times:
    case path_finding::open_without_greeting:
    case path_finding::data_dropped:
    case path_finding::data_reset:
    case path_finding::data_on_some_ways:
    case path_finding::data_at_times: return true;
    case path_finding::beyond_own_hop_limit:
    case path_finding::too_far:
    case path_finding::stopped: return std::nullopt;
    default: return false;
  }
}

}  // namespace

std::string way_name(const findings& of, const tried_way& way) {
  auto out = fmt::format("TCP {} to {}", of.port, of.host);
  if (!way.is_direct()) return out + " through the proxy " + way.proxy;
  if (!way.address.empty() && way.address != of.host)
    out += fmt::format(" ({})", way.address);
  return out;
}

std::string progress_text(const findings& of) {
  const auto* const way = judged_way(of);
  if (way == nullptr || !way->connection) return {};
  const auto name = way_name(of, *way);
  if (way->handshake) return name + " had a session, but no ping was answered yet";
  if (way->greeting) return name + " was greeted, but had no session yet";
  if (way->tunnel) return name + " had a tunnel, but no greeting had come yet";
  if (!way->is_direct())
    return fmt::format("the proxy {} was connected, but had opened no tunnel yet",
                       way->proxy);
  return name + " was connected, but no greeting had come yet";
}

std::string other_address_sentence(const findings& of) {
  const auto* const judged = judged_way(of);
  const auto working =
      std::find_if(of.ways.begin(), of.ways.end(), [&](const tried_way& way) {
        return &way != judged && way.proxy == of.proxy && way.works();
      });
  if (working == of.ways.end()) return {};
  return fmt::format("Its other address {} works: use that until this is mended.",
                     working->address);
}

std::string other_ways_sentence(const findings& of, bool own_works) {
  const auto is_other = [&of](const tried_way& way) { return way.proxy != of.proxy; };
  const auto working =
      std::find_if(of.ways.begin(), of.ways.end(),
                   [&](const tried_way& way) { return is_other(way) && way.works(); });
  if (working != of.ways.end()) {
    if (own_works) return {};
    return working->is_direct()
               ? "Without the proxy it works: leave out -x until that is mended."
               : fmt::format(
                     "Through the proxy {0} it works: use -x http://{0} until that "
                     "is mended.",
                     working->proxy);
  }
  const auto failed = std::find_if(
      of.ways.begin(), of.ways.end(),
      [&](const tried_way& way) { return is_other(way) && way.why.has_value(); });
  if (failed == of.ways.end()) return {};
  auto how = sentence_without_target(*failed->why);
  const auto prefix = fmt::format("proxy {}: ", failed->proxy);
  if (how.starts_with(prefix)) how.erase(0, prefix.size());
  if (failed->is_direct())
    return fmt::format("Directly it does not work{}: {}.", own_works ? "" : ", either",
                       how);
  return fmt::format("Through the proxy {} it does not work{}: {}.", failed->proxy,
                     own_works ? "" : ", either", how);
}

std::string contradiction_sentence(const findings& of, bool connects) {
  // Of a run through a proxy, the path is another way.
  if (of.way_there == nullptr || !of.proxy.empty()) return {};
  const auto finding = judge_path(*of.way_there).finding;
  if (saw_connections(finding).value_or(connects) == connects) return {};
  return connects ? "The look at the path got no connection, although others were made: "
                    "some of them may be dropped, or their number be limited."
                  : "The look at the path got a connection right after that: it fails "
                    "only now and then, or some of several ways are closed.";
}

std::string lost_data_sentence(const findings& of) {
  if (of.way_there == nullptr || !of.proxy.empty()) return {};
  const auto finding = judge_path(*of.way_there).finding;
  if (finding != path_finding::data_dropped && finding != path_finding::data_reset)
    return {};
  return "Data was lost in the look at the path, although pings were answered: that "
         "happens only now and then, or on some of several ways.";
}

std::string cut_short_sentence(const findings& of) {
  std::string list;
  for (const auto part : of.cut_short)
    list += fmt::format("{}{}", list.empty() ? "" : ", ", words_of(part));
  if (list.empty()) return {};
  return fmt::format("Not all could be examined {}: {}.",
                     of.was_stopped ? "before it was stopped" : "in time", list);
}

}  // namespace tmss10

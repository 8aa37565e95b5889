// SPDX-License-Identifier: MIT
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

constexpr const char* ended_early = "the search ended before everything was known";

struct judged_direction {
  const direction_sizes& sizes;
  std::string name;  // "on the way there"
  bool is_there = false;
};

std::vector<judged_direction> directions_of(const packet_sizes& found) {
  return {{found.there, "on the way there", true},
          {found.back, "on the way back", false}};
}

std::string size_of_hole(const direction_sizes& at) {
  if (*at.vanished <= at.passed + 1) return fmt::format("{} bytes", at.passed);
  return fmt::format("{} bytes or a little more (under {})", at.passed, *at.vanished);
}

/// "on the way there: packets of more than 1412 bytes"
std::string hole_of(const judged_direction& in) {
  return fmt::format("{}, packets of more than {} are dropped silently", in.name,
                     size_of_hole(in.sizes));
}

std::string icmp_name(bool is_v6) {
  return is_v6 ? "\"packet too big\" (ICMPv6 type 2)"
               : "\"fragmentation needed\" (ICMP type 3, code 4)";
}

void add_holes(const packet_sizes& found, size_judgement& to) {
  std::uint32_t smallest = 0;
  for (const auto& in : directions_of(found)) {
    if (!in.sizes.vanished) continue;
    to.sentences.push_back("a hole: " + hole_of(in));
    smallest = to.has_hole ? std::min(smallest, in.sizes.passed) : in.sizes.passed;
    to.has_hole = true;
  }
  if (!to.has_hole) return;
  to.clamp_mss = smallest - std::min(smallest, header_size(found.is_v6));
  to.sentences.push_back(
      "connections are made, then hang as soon as a large message is sent that way");
  to.sentences.push_back(
      fmt::format("let ICMP {} through to the sender, or clamp the MSS to {} bytes where "
                  "the smaller link begins (a tunnel, a VPN, PPPoE)",
                  icmp_name(found.is_v6), *to.clamp_mss));
}

void add_smaller_links(const packet_sizes& found, size_judgement& to) {
  for (const auto& in : directions_of(found)) {
    if (!in.sizes.was_lowered || in.sizes.passed < in.sizes.limit) continue;
    to.sentences.push_back(fmt::format(
        "{}, a link takes no more than {} bytes and says so: ICMP {} arrives, "
        "and {} system has learnt it",
        in.name, in.sizes.limit, icmp_name(found.is_v6),
        in.is_there ? "this" : "the server's"));
  }
}

void add_limits(const packet_sizes& found, size_judgement& to) {
  for (const auto& in : directions_of(found)) {
    if (in.sizes.was_lowered || in.sizes.passed < in.sizes.limit) continue;
    const auto reason = limit_reason(found, in.is_there);
    to.sentences.push_back(fmt::format("{}, not testable above {} bytes: {}", in.name,
                                       in.sizes.limit, reason));
  }
}

}  // namespace

std::string limit_reason(const packet_sizes& found, bool is_there) {
  const auto limit = is_there ? found.there.limit : found.back.limit;
  if (limit == largest_tried) return "larger packets are not tried";
  if (found.interface_mtu && limit == *found.interface_mtu)
    return "that is the MTU of this system's network interface";
  if (found.believed && limit == *found.believed) {
    return "this system knows of no larger path MTU, from its route or an ICMP message "
           "of "
           "the last 10 minutes";
  }
  if (is_there) return "the MSS in the server's answer allows no more";
  return "the server's system sends no larger ones: it knows of a smaller link, or "
         "something on the way has lowered the MSS";
}

size_judgement judge_sizes(const packet_sizes& found) {
  size_judgement out;
  add_holes(found, out);
  add_smaller_links(found, out);
  const bool is_known = is_decided(found.there) && is_decided(found.back);
  const bool has_smaller_link = found.there.was_lowered || found.back.was_lowered;
  if (out.has_hole) {
    out.name = "hole";
    out.verdict = found.there.vanished && found.back.vanished ? 2 : 1;
    if (!is_known) out.sentences.emplace_back(ended_early);
  } else if (!is_known) {
    out.name = "unknown";
    out.sentences.emplace(out.sentences.begin(), ended_early);
  } else {
    out.name = has_smaller_link ? "smaller_link" : "ok";
    out.sentences.insert(
        out.sentences.begin(),
        has_smaller_link
            ? "fine: TCP has adapted itself to a smaller link"
            : "fine: the largest packets that can be sent arrive in both directions");
  }
  add_limits(found, out);
  if (found.few_admitted) {
    out.sentences.emplace_back(
        "the responder admitted few connections at a time, so the search took longer: "
        "raise its --max-per-address or, if it is full, its --max-connections");
  }
  if (found.mtu_probing) {
    out.sentences.emplace_back(
        "net.ipv4.tcp_mtu_probing is on here: TCP gets around a hole by itself after "
        "some "
        "seconds, so users see delays rather than hanging connections");
  }
  return out;
}

std::string fault_text(const packet_sizes& found) {
  std::string holes;
  for (const auto& in : directions_of(found)) {
    if (!in.sizes.vanished) continue;
    if (!holes.empty()) holes += "; ";
    holes += hole_of(in);
  }
  if (holes.empty() && found.was_stopped && !found.was_interrupted)
    holes = "the largest packets are not known: the search ended early";
  if (holes.empty()) return {};
  return fmt::format("{} port {}: {}", found.address, found.port, holes);
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "path_refusal.hpp"

#include "path_places.hpp"
#include <tmss10/core/run/address_kind.hpp>
#include <tmss10/core/run/path_spread.hpp>

#include <fmt/format.h>

#include <optional>
#include <string>

namespace tmss10 {
namespace {

std::string ask_to_allow(const path& of, const std::string& whom) {
  return fmt::format("Ask whoever runs {} to allow TCP {} to {}.", whom, of.port,
                     of.address);
}

bool is_this_machine(const std::string& address) {
  return is_loopback_text(address) || is_unspecified_text(address);
}

/// The router right before the hop at which a reset arises, as the same port sees it, if
/// its own answer shows that the way back is as long as the way there: then hop counts
/// can be compared. Routers may choose another way for another port.
const path_hop* reference_for(const path& of, const path_hop& end) {
  const auto* const again = first_end(of.from_one_port);
  if (again == nullptr || again->number != end.number ||
      again->end()->what != hop_reply::reset) {
    return nullptr;
  }
  const auto* const before = find_hop(of.from_one_port, end.number - 1U);
  const auto* const router = before != nullptr ? before->answer() : nullptr;
  if (router == nullptr || !router->hops_left ||
      router->what != hop_reply::hop_limit_exceeded) {
    return nullptr;
  }
  return hops_back(*router->hops_left) == before->number ? before : nullptr;
}

/// Whether both bounds are of packets that began with the same hop limit.
bool is_of_one_kind(const reset_hops_left& range) {
  const auto begin = [](std::uint8_t left) { return left + hops_back(left) - 1; };
  return begin(range.least) == begin(range.most);
}

/// Whether an answer in the target's name comes from where that stands for another
/// machine.
std::optional<path_translation> translation_before(const path& of, const path_hop* end) {
  const auto out = find_translation(of);
  const bool is_before = out && (end == nullptr || end->number > out->hop);
  return is_before ? out : std::nullopt;
}

/// By the machine to which the target's address is translated, or on the way there.
path_judgement judge_refusal_after(const path& of, const path_hop* end,
                                   const path_translation& translated,
                                   const std::string& how) {
  path_judgement out{path_finding::refused, 0};
  if (end != nullptr) out.hop = end->number;
  out.sentence = fmt::format("{} {}", how, translation_text(of, translated));
  out.advice = fmt::format(
      "Ask whoever runs {} to which machine it passes TCP {} on, and whether the server "
      "runs there.",
      translators(of, translated), of.port);
  return out;
}

path_judgement judge_reset(const path& of, const path_hop* end) {
  if (const auto translated = translation_before(of, end)) {
    return judge_refusal_after(of, end, *translated,
                               "the connection is refused: by whom is not known.");
  }
  path_judgement out{path_finding::refused, 0};
  if (end != nullptr) out.hop = end->number;
  const auto by_target = [&] {
    out.finding = path_finding::refused_by_target;
    out.sentence = fmt::format(
        "{} itself refuses: nothing listens on TCP {} there, or its own firewall rejects "
        "it.",
        of.address, of.port);
    out.advice = fmt::format("Ask whoever runs {} whether the server runs on TCP {}.",
                             of.address, of.port);
    return out;
  };
  if (end != nullptr && end->number == 1) {
    if (is_this_machine(of.address)) return by_target();
    out.sentence = fmt::format(
        "the connection is refused within one hop: by {} itself if it is on this "
        "machine's own network, or else by this machine's firewall.",
        of.address);
    out.advice = fmt::format(
        "Ask whoever runs {} whether the server runs on TCP {}, or this machine's "
        "administrator to allow it.",
        of.address, of.port);
    return out;
  }
  const auto* const before = end != nullptr ? reference_for(of, *end) : nullptr;
  const auto& range = of.reset_left;
  if (before != nullptr && is_of_one_kind(range)) {
    if (hops_back(range.most) > before->number) return by_target();
    if (hops_back(range.least) <= before->number) {
      const auto& sender = before->answer()->sender;
      out.finding = path_finding::refused_before_target;
      out.hop = before->number;
      out.whom = sender;
      out.sentence = fmt::format(
          "the refusal comes from {}, hop {}, not from {}: the reset came back over too "
          "few hops for that.",
          sender, before->number, of.address);
      out.advice = ask_to_allow(of, sender);
      return out;
    }
  }
  out.sentence = fmt::format(
      "the connection is refused. Whether {} itself refuses, or a firewall before it in "
      "its name, is not known.",
      of.address);
  out.advice = fmt::format(
      "Ask whoever runs {} whether the server runs on TCP {}, then whoever runs the "
      "firewall before it.",
      of.address, of.port);
  return out;
}

path_judgement judge_resets(const path& of, const path_hop* end) {
  // Another port may have taken a longer way to it.
  const auto* const again = first_end(of.from_one_port);
  const bool is_again = again != nullptr && again->end()->what == hop_reply::reset;
  auto out = judge_reset(of, is_again ? again : end);
  if (const auto* const further = get_further_elsewhere(of)) {
    out.sentence += fmt::format(
        " From other ports, requests get as far as {}: they take several ways.",
        place_of(*further));
  }
  return out;
}

path_judgement judge_from_here(const path& of, const icmp_error& icmp) {
  if (is_neighbour_silence(icmp)) {
    const bool is_known = icmp.neighbour_answers.has_value();
    return {
        path_finding::neighbour_silent, 0,
        fmt::format("{}, or the router that leads to it, does not answer on this "
                    "machine's own network (ARP or neighbour discovery){}: the request "
                    "does not get any further.",
                    of.address,
                    is_known ? "" : ", or a firewall on this machine rejects it"),
        is_known ? "Check the address, and this machine's route to it."
                 : "Check the address, this machine's route to it, and its firewall."};
  }
  return {path_finding::prohibited, 0,
          fmt::format("a firewall on this machine rejects the request: {}.",
                      icmp_words(icmp)),
          fmt::format("Ask this machine's administrator to allow outbound TCP {} to {}.",
                      of.port, of.address)};
}

}  // namespace

path_judgement judge_refusal(const path& of, const path_hop* end,
                             const hop_answer& answer) {
  if (answer.what == hop_reply::reset) return judge_resets(of, end);
  const auto& icmp = *answer.icmp;
  if (icmp.is_from_here) return judge_from_here(of, icmp);
  const auto* const router = find_router(of.hops, icmp.sender);
  path_judgement out{path_finding::unreachable, 0};
  if (router != nullptr) {
    out.hop = router->number;
  } else if (end != nullptr) {
    out.hop = end->number;
  }
  const bool is_target = icmp.sender == of.address;
  if (is_target) {
    if (const auto translated = translation_before(of, end)) {
      return judge_refusal_after(
          of, end, *translated,
          fmt::format("the request is rejected: {}.", icmp_words(icmp)));
    }
  }
  const auto place = router != nullptr
                         ? fmt::format("{}, hop {},", icmp.sender, router->number)
                         : icmp.sender;
  switch (meaning_of(icmp)) {
    case icmp_meaning::prohibited:
    case icmp_meaning::port_unreachable:
      out.finding = path_finding::prohibited;
      out.sentence = fmt::format("{} rejects TCP {}: {}.",
                                 is_target ? of.address + " itself" : place, of.port,
                                 icmp_words(icmp));
      out.advice = ask_to_allow(of, icmp.sender);
      return out;
    case icmp_meaning::network_unreachable:
      out.sentence = fmt::format("{} has no route to {}.", place, of.address);
      out.advice =
          fmt::format("Ask whoever runs {} for a route to {}.", icmp.sender, of.address);
      return out;
    case icmp_meaning::host_unreachable:
      out.sentence = fmt::format(
          "{} reports that {} does not answer it, or a firewall there rejects the "
          "request.",
          place, of.address);
      out.advice = fmt::format(
          "Ask whoever runs {} whether {} is up, and to allow TCP {} "
          "to it.",
          icmp.sender, of.address, of.port);
      return out;
    case icmp_meaning::hop_limit_exceeded:
    case icmp_meaning::other: break;
  }
  out.sentence = fmt::format("{} sends the request back: {}.", place, icmp_words(icmp));
  out.advice = ask_to_allow(of, icmp.sender);
  return out;
}

}  // namespace tmss10

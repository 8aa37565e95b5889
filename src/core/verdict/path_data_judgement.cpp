// SPDX-License-Identifier: MIT
#include "path_data_judgement.hpp"

#include "path_places.hpp"

#include <fmt/format.h>

namespace tmss10 {
namespace {

/// What becomes of the data, as "dropped" or "reset".
bool is_reset(const path& of) {
  if (of.data_again == data_end::reset) return true;
  return of.data_again != data_end::silence && of.data_of_all.vanished == 0 &&
         of.data_of_all.reset > 0;
}

/// The last hop that data got to, if a router reported that: as the same port sees it,
/// since other ports may have seen another router there.
const path_hop* last_hop_of_data(const path& of) {
  if (of.last_data_hop == 0) return nullptr;
  const auto* const same = find_hop(of.from_one_port, of.last_data_hop);
  const auto* const out = same != nullptr ? same : find_hop(of.hops, of.last_data_hop);
  return out != nullptr && out->answer() != nullptr ? out : nullptr;
}

/// "It gets only as far as … It, or what comes right after it, drops it.", and whom to
/// ask.
void add_place(const path& of, path_judgement& to) {
  const auto* const last = last_hop_of_data(of);
  if (of.data_again == data_end::rejected || last == nullptr) {
    if (of.data_again == data_end::rejected) {
      to.sentence += " An ICMP error comes back for it, which does not say from whom.";
    } else if (of.last_data_hop != 0) {
      to.hop = of.last_data_hop;
      to.sentence +=
          fmt::format(" It gets as far as hop {}: whose router that is, is not known.",
                      of.last_data_hop);
    } else {
      to.sentence += " At which hop it ends is not known: no router reported it.";
    }
    to.advice = fmt::format(
        "Ask whoever runs the firewalls on the way to let data to {} port {} through.",
        of.address, of.port);
    return;
  }
  to.hop = last->number;
  to.whom = last->answer()->sender;
  const bool is_cut = of.data_again == data_end::unknown || of.misses_data_reports ||
                      seems_to_limit_reports(of);
  to.sentence += fmt::format(" It gets {} as far as {}.", is_cut ? "at least" : "only",
                             place_of(*last));
  if (of.misses_data_reports || seems_to_limit_reports(of))
    to.sentence += " Some routers did not report every time, so that it may get further.";
  const auto translated = find_translation(of);
  if (translated && last->number >= translated->hop) {
    to.sentence += " " + translation_text(of, *translated);
    to.advice = fmt::format(
        "Ask whoever runs {} to which machine it passes TCP {} on, and why data is lost "
        "from there on.",
        translators(of, *translated), of.port);
    return;
  }
  to.sentence +=
      fmt::format(" It, or what comes {} after it, {}.", is_cut ? "somewhere" : "right",
                  is_reset(of) ? "resets the connection" : "drops the data");
  to.advice = fmt::format("Ask whoever runs {} why data to {} port {} is {}.",
                          last->answer()->sender, of.address, of.port,
                          is_reset(of) ? "rejected" : "dropped");
}

/// It arrives on some connections, and not on others.
path_judgement judge_some(const path& of) {
  path_judgement out{path_finding::data_on_some_ways, 0};
  const auto& all = of.data_of_all;
  const auto lost = all.vanished + all.reset;
  const auto* const how = is_reset(of) ? "is reset" : "does not arrive";
  out.sentence = fmt::format("of {} connections that were made, data {} on {}",
                             all.arrived + lost, how, lost);
  if (of.data_again == data_end::arrived) {
    out.finding = path_finding::data_at_times;
    out.sentence += "; sent again from the same port, it arrives.";
    if (all.vanished == 0) {  // what gets lost is not answered
      out.sentence +=
          fmt::format(" {} itself, or a firewall, limits connections.", of.address);
      out.advice = fmt::format(
          "Ask whoever runs {}, or the firewall before it, how many connections at a "
          "time it admits.",
          of.address);
      return out;
    }
    out.sentence += " Packets get lost, or a firewall limits connections.";
    out.advice = fmt::format(
        "Ask whoever runs {} whether it limits connections, then whoever runs the "
        "network about losses.",
        of.address);
    return out;
  }
  const bool is_again =
      of.data_again == data_end::silence || of.data_again == data_end::reset;
  out.sentence += is_again
                      ? ", also when it is sent again from the same port: connections "
                        "are spread over several ways, one of which loses data."
                      : ": connections may be spread over several ways.";
  add_place(of, out);
  return out;
}

}  // namespace

std::optional<path_judgement> judge_data(const path& of) {
  const auto& all = of.data_of_all;
  const bool fails = of.data == data_result::vanishes ||
                     (of.data == data_result::is_reset &&
                      (all.arrived > 0 || of.data_again == data_end::reset));
  if (!fails && all.vanished + all.reset == 0) return {};
  if (all.arrived > 0) return judge_some(of);
  if (!fails) return {};
  path_judgement out{path_finding::data_dropped, 0};
  if (of.data == data_result::is_reset) {
    out.finding = path_finding::data_reset;
    out.sentence = "the connection opens, but data on it is answered by a reset.";
  } else {
    out.sentence = "the connection opens, but data on it does not arrive.";
  }
  if (of.data_again == data_end::arrived) {
    out.sentence +=
        " In small pieces, or later, it did: what drops it looks at its contents or "
        "size, "
        "or packets get lost.";
    out.advice = fmt::format(
        "Ask whoever runs the firewalls on the way to let data to {} port {} through.",
        of.address, of.port);
    return out;
  }
  add_place(of, out);
  return out;
}

}  // namespace tmss10

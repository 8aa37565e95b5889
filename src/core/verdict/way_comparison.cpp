// SPDX-License-Identifier: MIT
#include "way_comparison.hpp"

#include "figure_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::size_t most_shown = 4;

std::string_view words_for_stage(stage of) {
  switch (of) {
    case stage::resolve: return "the name look-up";
    case stage::connect: return "the connection";
    case stage::proxy_resolve: return "the look-up of the proxy's name";
    case stage::proxy_connect: return "the connection to the proxy";
    case stage::proxy_tunnel: return "the proxy's tunnel";
    case stage::greeting: return "the greeting";
    case stage::handshake: return "the handshake";
    case stage::exchange: break;
  }
  return "the exchange of pings";
}

std::string sentence_of_stage(stage of, std::string_view rest) {
  auto out = fmt::format("{} {}", words_for_stage(of), rest);
  out.front() = 'T';
  return out;
}

std::string result_of(const run_facts& of) {
  if (of.failed) return fmt::format("{} failed", words_for_stage(*of.failed));
  return of.only_connects ? "connections were made" : "every stage worked";
}

/// Whether a run of its kind gets to know that this stage fails.
bool gets_as_far_as(const run_facts& of, stage where) {
  return !of.only_connects || is_earlier(where, stage::greeting);
}

std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& some) {
  std::vector<std::string> out;
  for (const auto& one : all) {
    if (std::find(some.begin(), some.end(), one) == some.end()) out.push_back(one);
  }
  return out;
}

std::string end_text_of(const tried_end& of) {
  return of.is_proxy ? "the proxy " + of.name : of.name;
}

/// Where the answer to a ping came from.
std::string source_text_of(const tried_end& of) {
  return (of.is_proxy ? "through " : "from ") + end_text_of(of);
}

std::vector<std::string> texts_of(const std::vector<tried_end>& all,
                                  std::string (*text)(const tried_end&)) {
  std::vector<std::string> out;
  std::transform(all.begin(), all.end(), std::back_inserter(out), text);
  return out;
}

/// Whether that one was tried, and worked at least once if it is in a list twice.
std::optional<bool> works_in(const std::vector<tried_end>& list, const tried_end& one) {
  std::optional<bool> out;
  for (const auto& at : list) {
    if (at.name == one.name && at.is_proxy == one.is_proxy) out = at.works || out == true;
  }
  return out;
}

/// What worked once, of what was tried at both times.
std::vector<tried_end> fallen(const std::vector<tried_end>& worked,
                              const std::vector<tried_end>& fails) {
  std::vector<tried_end> out;
  std::copy_if(worked.begin(), worked.end(), std::back_inserter(out),
               [&fails](const tried_end& one) {
                 return one.works && works_in(fails, one) == false;
               });
  return out;
}

std::string size_text_of(const known_size& of) {
  return fmt::format("up to {} bytes{}", of.largest,
                     of.has_hole ? ", larger ones vanish" : "");
}

void compare_direction(compared_part what, const known_size& before,
                       const known_size& now, std::vector<compared_item>& to) {
  const auto* const way =
      what == compared_part::packet_size_there ? "to the server" : "from the server";
  if (!before.is_known || !now.is_known) {
    to.push_back(not_compared(
        what,
        fmt::format("Packet sizes {} are not compared: in {}, the search did not end.",
                    way, now.is_known ? "the earlier run" : "this run")));
    return;
  }
  compared_item item{what, change_of_part::same, size_text_of(before), size_text_of(now)};
  const bool is_worse =
      now.largest < before.largest || (now.has_hole && !before.has_hole);
  const bool is_better =
      now.largest > before.largest || (before.has_hole && !now.has_hole);
  if (is_worse) {
    item.is = change_of_part::worse;
  } else if (is_better) {
    item.is = change_of_part::better;
  }
  if (is_worse || is_better) {
    item.sentence = fmt::format("{} packets get through {}: {}; then, {}.",
                                now.largest < before.largest   ? "Only smaller"
                                : now.largest > before.largest ? "Larger"
                                                               : "Other",
                                way, item.now, item.before);
  }
  to.push_back(std::move(item));
}

}  // namespace

void compare_stages(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& [before, now] = of;
  if (!before.has_result || !now.has_result) {
    to.push_back(not_compared(
        compared_part::stage,
        fmt::format("The stages are not compared: {} ended before it had a result.",
                    now.has_result ? "the earlier run" : "this run")));
    return;
  }
  compared_item item{compared_part::stage, change_of_part::same, result_of(before),
                     result_of(now)};
  const auto refuse = [&to](stage where, std::string_view whose) {
    to.push_back(not_compared(
        compared_part::stage,
        sentence_of_stage(
            where, fmt::format("is not compared: {} only made connections.", whose))));
  };
  if (now.failed && !gets_as_far_as(before, *now.failed) && !before.failed)
    return refuse(*now.failed, "the earlier run");
  if (before.failed && !gets_as_far_as(now, *before.failed) && !now.failed)
    return refuse(*before.failed, "this run");
  if (now.failed && (!before.failed || is_earlier(*now.failed, *before.failed))) {
    item.is = change_of_part::worse;
    item.sentence =
        sentence_of_stage(*now.failed, fmt::format("fails now; then, {}.", item.before));
  } else if (before.failed && !now.failed) {
    item.is = change_of_part::better;
    item.sentence = sentence_of_stage(
        *before.failed,
        "failed then; now, " + std::string(now.only_connects
                                               ? "connections are made."
                                               : "every stage up to the pings works."));
  } else if (before.failed && is_earlier(*before.failed, *now.failed)) {
    item.is = change_of_part::better;
    item.sentence = sentence_of_stage(
        *now.failed, fmt::format("fails now; then, {} already.", item.before));
  } else if (now.failed) {
    item.sentence = sentence_of_stage(*now.failed, "fails now as it failed then.");
  }
  to.push_back(std::move(item));
}

void compare_proxies(const compared_runs& of, std::vector<compared_item>& to) {
  const auto words = [](const run_facts& run) {
    return run.proxy.empty() ? std::string("directly") : "through the proxy " + run.proxy;
  };
  if (of.before.proxy == of.now.proxy) return;
  compared_item item{compared_part::proxy, change_of_part::different, words(of.before),
                     words(of.now)};
  item.sentence =
      fmt::format("This run goes {}; the earlier one went {}.", item.now, item.before);
  to.push_back(std::move(item));
}

void compare_addresses(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& [before, now] = of;
  // A run through a proxy looks up another name.
  if (before.proxy.empty() != now.proxy.empty()) return;
  // An address is not looked up, though a run may list it as its own only address.
  if (now.proxy.empty() && now.host_is_address) return;
  const auto is_said = [](const run_facts& run) {
    return run.addresses.empty() && run.failed;
  };
  if (is_said(before) || is_said(now)) return;
  if (before.addresses.empty() && now.addresses.empty()) return;
  if (before.looked_up != now.looked_up || before.addresses.empty() ||
      now.addresses.empty()) {
    const bool knows = !now.addresses.empty();
    to.push_back(not_compared(
        compared_part::addresses,
        before.looked_up != now.looked_up && knows && !before.addresses.empty()
            ? std::string("The addresses are not compared: they are of other names.")
            : fmt::format("The addresses are not compared: in {}, no name was looked up "
                          "with success.",
                          knows ? "the earlier run" : "this run")));
    return;
  }
  compared_item item{compared_part::addresses, change_of_part::same,
                     shortened_list(before.addresses), shortened_list(now.addresses)};
  const auto come = without(now.addresses, before.addresses);
  const auto gone = without(before.addresses, now.addresses);
  if (!come.empty() || !gone.empty()) {
    item.is = change_of_part::different;
    item.sentence = fmt::format("The name {} has other addresses:", now.looked_up);
    if (!come.empty()) item.sentence += " new: " + shortened_list(come);
    if (!gone.empty())
      item.sentence +=
          (come.empty() ? " no more: " : "; no more: ") + shortened_list(gone);
    item.sentence += ".";
  }
  to.push_back(std::move(item));
}

/// Which addresses and ways work no more, and which do again.
void compare_ends(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& [before, now] = of;
  const bool has_ways = !before.ways.empty() && !now.ways.empty();
  // Where the stage says it, one word is enough.
  if (!has_ways && (before.failed || now.failed)) return;
  const auto& then = has_ways ? before.ways : before.tried;
  const auto& at_last = has_ways ? now.ways : now.tried;
  if (then.empty() || at_last.empty()) return;
  compared_item item{compared_part::ways};
  const auto worse = fallen(then, at_last);
  const auto better = fallen(at_last, then);
  if (worse.empty() && better.empty()) return;
  const auto say = [&item, has_ways](const std::vector<tried_end>& ends,
                                     std::string_view when, std::string_view not_when) {
    if (ends.empty()) return;
    item.sentence += item.sentence.empty() ? "" : " ";
    item.sentence += fmt::format(
        "{} {} {}, and {}.", has_ways ? "An answer came" : "A connection was made to",
        shortened_list(texts_of(ends, has_ways ? source_text_of : end_text_of)), when,
        not_when);
  };
  item.is = worse.empty() ? change_of_part::better : change_of_part::worse;
  say(worse, "then", "not now");
  say(better, "now", "not then");
  item.before = shortened_list(texts_of(worse.empty() ? better : worse, end_text_of)) +
                (worse.empty() ? " did not work" : " worked");
  item.now = worse.empty() ? "works" : "does not work";
  to.push_back(std::move(item));
}

void compare_sizes(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& [before, now] = of;
  const bool were_known = before.there && before.back;
  const bool are_known = now.there && now.back;
  if (!were_known && !are_known) return;
  // Then there is no need to say why.
  if ((!were_known && before.failed) || (!are_known && now.failed)) return;
  if (!were_known || !are_known) {
    to.push_back(not_compared(
        compared_part::packet_size_there,
        fmt::format("Packet sizes are not compared: {} did not find them (--mtu or "
                    "--examine).",
                    are_known ? "the earlier run" : "this run")));
    return;
  }
  compare_direction(compared_part::packet_size_there, *before.there, *now.there, to);
  compare_direction(compared_part::packet_size_back, *before.back, *now.back, to);
}

void compare_hops(const compared_runs& of, std::vector<compared_item>& to) {
  const auto& before = of.before.hops;
  const auto& now = of.now.hops;
  if (before.empty() && now.empty()) return;
  if (before.empty() || now.empty()) {
    to.push_back(not_compared(
        compared_part::hops,
        fmt::format("Hops are not compared: {} did not find a path to the target (--path "
                    "or --examine).",
                    now.empty() ? "this run" : "the earlier run")));
    return;
  }
  compared_item item{compared_part::hops, change_of_part::shown,
                     fmt::format("the target is hop {}", before.size()),
                     fmt::format("the target is hop {}", now.size())};
  item.sentence =
      fmt::format("The target is hop {}, was hop {}.", now.size(), before.size());
  std::vector<std::string> others;
  for (std::size_t i = 0; i + 1 < std::min(before.size(), now.size()); ++i) {
    if (before[i].empty() || now[i].empty() || before[i] == now[i]) continue;
    others.push_back(fmt::format("{} at hop {} ({} then)", now[i], i + 1, before[i]));
  }
  if (!others.empty())
    item.sentence += fmt::format(" Other routers answer: {}.", shortened_list(others));
  to.push_back(std::move(item));
}

std::string shortened_list(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), most_shown); ++i)
    out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most_shown)
    out += fmt::format(" and {} more", names.size() - most_shown);
  return out;
}

}  // namespace tmss10

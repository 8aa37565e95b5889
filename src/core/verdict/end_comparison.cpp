// SPDX-License-Identifier: MIT
#include "end_comparison.hpp"

#include "compared_items.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

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

}  // namespace

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

}  // namespace tmss10

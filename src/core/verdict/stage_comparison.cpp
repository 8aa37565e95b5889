// SPDX-License-Identifier: MIT
#include "stage_comparison.hpp"

#include "compared_items.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

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

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "target_outcome.hpp"

#include <tmss10/core/options/run_labels.hpp>

namespace tmss10 {
namespace {

/// A name that is not the target as it was typed is a label of its figures.
void add_name(run_outcome& to, const target_entry& target) {
  if (target.name != to.host) to.labels.push_back({"name", target.name});
}

}  // namespace

std::optional<failure> failure_of_target(const pinging& pings,
                                         std::optional<failure> why) {
  const auto& totals = pings.totals();
  const auto& tried = totals.failed.kinds();
  if (why || totals.received + totals.lost > 0 || tried.empty()) return why;
  return tried.back().last;
}

run_outcome outcome_of_target(const run_so_far& at, const target_entry& target) {
  auto out = outcome_of(at);
  add_name(out, target);
  return out;
}

run_outcome outcome_of_unbegun(const ping_options& options, const target_entry& target,
                               const std::string& proxy, exit_code code) {
  run_outcome out;
  out.host = options.host;
  out.port = options.port;
  out.proxy = proxy;
  out.labels = metric_labels_of(options, proxy);
  out.judged.code = code;
  out.was_begun = false;
  add_name(out, target);
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "redacted_parts.hpp"
#include <tmss10/core/report/redaction.hpp>
#include <tmss10/core/verdict/awaited.hpp>
#include <tmss10/core/verdict/shortfall.hpp>

#include <utility>
#include <variant>

namespace tmss10 {

/// Replaces what is in a copy of an event.
struct redacted_event {
  redaction& by;

  void operator()(event::connecting& at) const {
    at.host = by.names_.of_host(at.host);
    at.proxy = by.names_.of_authority(at.proxy);
    at.asked_for = by.names_.of_host(at.asked_for);
  }
  void operator()(event::resolved& at) const {
    at.host = by.names_.of_host(at.host);
    at.ascii_name = by.names_.of_host(at.ascii_name);
    for (auto& address : at.addresses)
      address = by.names_.of_host(address);
  }
  void operator()(event::attempt& at) const {
    at.address = by.names_.of_host(at.address);
    at.local_address = by.names_.of_host(at.local_address);
    at.icmp = by.of(at.icmp);
  }
  void operator()(event::connected& at) const { redact_ends(at); }
  void operator()(event::proxy_connected& at) const { redact_ends(at); }
  void operator()(event::tunnelled& at) const { at.host = by.names_.of_host(at.host); }
  void operator()(event::not_connected& at) const { at.why = by.of(at.why); }
  void operator()(event::connection_failed& at) const { at.why = by.of(at.why); }
  void operator()(event::banner& at) const {
    at.first_bytes = redacted_bytes(at.first_bytes);
    at.through = by.names_.of_authority(at.through);
  }
  void operator()(event::path_found& at) const {
    at.way = redacted_path(*at.way, by.names_);
  }
  void operator()(event::sizes_found& at) const {
    at.sizes = redacted_sizes(*at.sizes, by.names_);
  }
  void operator()(event::idle_step& at) const {
    at.at = redacted_progress(*at.at, by.names_);
  }
  void operator()(event::idle_found& at) const {
    at.range = redacted_range(*at.range, by.names_);
  }
  void operator()(event::observed& at) const {
    at.seen = redacted_observation(*at.seen, by.names_);
  }
  void operator()(event::way_tried& at) const {
    at.way = std::make_shared<const tried_way>(by.of(*at.way));
  }
  // Numbers, and messages of errors.
  void operator()(event::part_examined& /*at*/) const {}
  void operator()(event::greeted& /*at*/) const {}
  void operator()(event::established& /*at*/) const {}
  void operator()(event::unsent& /*at*/) const {}
  void operator()(event::sent& /*at*/) const {}
  void operator()(event::reply& /*at*/) const {}
  void operator()(event::bad_reply& /*at*/) const {}
  void operator()(event::lost& /*at*/) const {}
  void operator()(event::attempted& /*at*/) const {}
  void operator()(event::connection_made& /*at*/) const {}
  void operator()(event::closed_at_once& /*at*/) const {}
  void operator()(event::disconnected& /*at*/) const {}
  void operator()(event::retransmitted& /*at*/) const {}
  void operator()(event::held_up& /*at*/) const {}

 private:
  template <typename Event>
  void redact_ends(Event& at) const {
    at.address = by.names_.of_host(at.address);
    at.local_address = by.names_.of_host(at.local_address);
    at.interface_name = by.names_.of_interface(at.interface_name);
  }
};

run_description redaction::of(const run_description& run) {
  auto out = run;
  // First, so that the target of a run has the first number.
  for (auto& target : out.targets)
    target = names_.of_host(target);
  out.system.host_name = names_.of_host(run.system.host_name);
  for (auto& server : out.system.name_servers)
    server = names_.of_host(server);
  for (auto& option : out.options)
    option = redacted_option(option, names_);
  return out;
}

ping_event redaction::of(const ping_event& happened) {
  auto out = happened;
  std::visit(redacted_event{*this}, out);
  remember(happened, out);
  return out;
}

void redaction::remember(const ping_event& happened, const ping_event& instead) {
  if (auto shortfall = shortfall_of(happened); !shortfall.empty()) {
    shortfall_ = std::move(shortfall);
    shortfall_instead_ = shortfall_of(instead);
  }
  if (has_come(awaited::down, happened) ||
      std::holds_alternative<event::not_connected>(happened) ||
      std::holds_alternative<event::connection_failed>(happened)) {
    last_down_ = happened;
    last_down_instead_ = instead;
  }
}

run_outcome redaction::of(const run_outcome& outcome) {
  auto out = outcome;
  out.host = names_.of_host(outcome.host);
  out.proxy = names_.of_authority(outcome.proxy);
  out.labels.clear();
  out.warnings.clear();
  if (out.why) out.why = of(*outcome.why);
  if (out.examined) out.examined = of(*outcome.examined);
  if (out.compared) {
    out.compared->before = redacted_facts(outcome.compared->before, names_);
    out.compared->now = redacted_facts(outcome.compared->now, names_);
  }
  out.figures.totals.failed.replace_each([this](const failure& one) { return of(one); });
  if (!shortfall_.empty() && out.judged.exceeded == shortfall_)
    out.judged.exceeded = shortfall_instead_;
  if (last_down_ && outcome.came == words_for_down(*last_down_)) {
    out.came = words_for_down(*last_down_instead_);
  } else if (!outcome.came.empty()) {
    out.came = "it is down";  // of an earlier event, whose words may name somebody
  }
  // It may name a file, or quote an option.
  if (!out.error.empty()) out.error = "(the reason is left out)";
  return out;
}

findings redaction::of(const findings& what) {
  auto out = what;
  out.host = names_.of_host(what.host);
  out.proxy = names_.of_authority(what.proxy);
  out.pinged_through = names_.of_authority(what.pinged_through);
  for (auto& address : out.addresses)
    address = names_.of_host(address);
  for (auto& way : out.ways)
    way = of(way);
  if (out.not_resolved) out.not_resolved = of(*what.not_resolved);
  if (out.why_lost) out.why_lost = of(*what.why_lost);
  if (out.way_there) out.way_there = redacted_path(*what.way_there, names_);
  if (out.sizes) out.sizes = redacted_sizes(*what.sizes, names_);
  if (out.seen) out.seen = redacted_observation(*what.seen, names_);
  out.pings.failed.replace_each([this](const failure& one) { return of(one); });
  return out;
}

tried_way redaction::of(const tried_way& what) {
  auto out = what;
  out.proxy = names_.of_authority(what.proxy);
  out.address = names_.of_host(what.address);
  out.local_address = names_.of_host(what.local_address);
  out.interface_name = names_.of_interface(what.interface_name);
  out.gateway = names_.of_host(what.gateway);
  if (out.why) out.why = of(*what.why);
  return out;
}

failure redaction::of(const failure& what) {
  auto out = what;
  out.host = names_.of_host(what.host);
  out.address = names_.of_host(what.address);
  out.first_bytes = redacted_bytes(what.first_bytes);
  out.through = names_.of_authority(what.through);
  out.source = names_.of_host(what.source);
  out.interface_name = names_.of_interface(what.interface_name);
  out.icmp = of(what.icmp);
  for (auto& other : out.others.kept) {
    other.address = names_.of_host(other.address);
    other.icmp = of(other.icmp);
  }
  if (!out.proxy) return out;
  out.proxy->host = names_.of_host(what.proxy->host);
  out.proxy->address = names_.of_host(what.proxy->address);
  out.proxy->reason.clear();
  out.proxy->location.clear();
  out.proxy->schemes = redacted_schemes(what.proxy->schemes);
  return out;
}

std::optional<icmp_error> redaction::of(const std::optional<icmp_error>& what) {
  return what ? std::optional(redacted_icmp(*what, names_)) : std::nullopt;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "redacted_parts.hpp"

#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

/// Options whose values are numbers or words of this program's own.
constexpr std::array<std::string_view, 20> plain_options{"--port",
                                                         "--count",
                                                         "--interval",
                                                         "--timeout",
                                                         "--deadline",
                                                         "--connect-timeout",
                                                         "--max-failures",
                                                         "--size",
                                                         "--max-hops",
                                                         "--idle-limit",
                                                         "--max-loss",
                                                         "--max-rtt",
                                                         "--max-p95",
                                                         "--snapshot-every",
                                                         "--warn",
                                                         "--crit",
                                                         "--rate",
                                                         "--at-once",
                                                         "--timestamp-format",
                                                         "--color"};

constexpr std::array<std::string_view, 6> known_schemes{"basic", "digest", "negotiate",
                                                        "ntlm",  "bearer", "kerberos"};

template <typename List>
bool has(const List& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

hop_answer redacted_answer(hop_answer of, stand_ins& names) {
  of.sender = names.of_host(of.sender);
  if (of.icmp) of.icmp = redacted_icmp(std::move(*of.icmp), names);
  return of;
}

void redact_hops(std::vector<path_hop>& hops, stand_ins& names) {
  for (auto& hop : hops) {
    hop.name = names.of_host(hop.name);
    for (auto& one : hop.answers)
      one = redacted_answer(std::move(one), names);
  }
}

void redact_range(idle_range& of, stand_ins& names) {
  of.target = names.of_authority(of.target);
  of.proxy = names.of_authority(of.proxy);
}

}  // namespace

bytes redacted_bytes(const bytes& from_peer) {
  if (from_peer.empty()) return {};
  constexpr auto filler = std::byte{'?'};
  const bytes_view all = from_peer;
  auto out = opening_of_service(all);
  const auto begin = all.first(std::min(all.size(), greeting_size));
  // A greeting of this project's, or a part of one, says nothing of anybody.
  if (check_greeting(begin) || service_name(all) == "a TMSS10 responder")
    out.assign(begin.begin(), begin.end());
  out.resize(std::max(out.size(), all.size()), filler);
  return out;
}

std::string redacted_schemes(const std::string& schemes) {
  std::string out;
  for (std::string_view rest = schemes; !rest.empty();) {
    const auto comma = rest.find(',');
    const auto one = without_blanks(rest.substr(0, comma));
    out += out.empty() ? "" : ", ";
    out += has(known_schemes, lower_case(one)) ? one : std::string_view("another");
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return out;
}

understood_option redacted_option(const understood_option& of, stand_ins& names) {
  if (!of.value || has(plain_options, of.name)) return of;
  const bool is_env = of.name == "--proxy" && *of.value == "env";
  if (is_env) return of;
  if (of.name == "--source") return {of.name, names.of_host(*of.value)};
  if (of.name == "--proxy") return {of.name, names.of_authority(*of.value)};
  if (of.name == "--interface") return {of.name, names.of_interface(*of.value)};
  return {of.name, "(left out)"};
}

icmp_error redacted_icmp(icmp_error of, stand_ins& names) {
  of.sender = names.of_host(of.sender);
  return of;
}

std::shared_ptr<const path> redacted_path(const path& of, stand_ins& names) {
  auto out = std::make_shared<path>(of);
  out->address = names.of_host(of.address);
  out->name = names.of_host(of.name);
  for (auto& one : out->from_other_ports)
    one = redacted_answer(std::move(one), names);
  redact_hops(out->hops, names);
  redact_hops(out->from_one_port, names);
  if (out->unlimited) out->unlimited = redacted_answer(std::move(*out->unlimited), names);
  return out;
}

std::shared_ptr<const packet_sizes> redacted_sizes(const packet_sizes& of,
                                                   stand_ins& names) {
  auto out = std::make_shared<packet_sizes>(of);
  out->host = names.of_host(of.host);
  out->address = names.of_host(of.address);
  return out;
}

std::shared_ptr<const idle_range> redacted_range(const idle_range& of, stand_ins& names) {
  auto out = std::make_shared<idle_range>(of);
  redact_range(*out, names);
  return out;
}

std::shared_ptr<const idle_progress> redacted_progress(const idle_progress& of,
                                                       stand_ins& names) {
  auto out = std::make_shared<idle_progress>(of);
  redact_range(out->so_far, names);
  return out;
}

std::shared_ptr<const observation> redacted_observation(const observation& of,
                                                        stand_ins& names) {
  auto out = std::make_shared<observation>(of);
  auto way = compare(of);
  if (way.arrived) {
    way.arrived->source = names.of_host(way.arrived->source);
    way.arrived->destination = names.of_host(way.arrived->destination);
  }
  out->compared = std::move(way);
  out->said.syn.clear();
  out->said.program.clear();
  out->said.version.clear();
  out->said.system.clear();
  out->said.address = names.of_host(of.said.address);
  out->own.address = names.of_host(of.own.address);
  out->own.peer_address = names.of_host(of.own.peer_address);
  return out;
}

run_facts redacted_facts(const run_facts& of, stand_ins& names) {
  auto out = of;
  out.host = names.of_host(of.host);
  out.proxy = names.of_authority(of.proxy);
  out.looked_up = names.of_host(of.looked_up);
  for (auto& address : out.addresses)
    address = names.of_host(address);
  for (auto* const ends : {&out.tried, &out.ways}) {
    for (auto& end : *ends)
      end.name = end.is_proxy ? names.of_authority(end.name) : names.of_host(end.name);
  }
  for (auto& router : out.hops)
    router = names.of_host(router);
  return out;
}

}  // namespace tmss10

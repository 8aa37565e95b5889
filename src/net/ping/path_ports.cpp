// SPDX-License-Identifier: MIT
#include "path_ports.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = path_probes::clock;

/// Requests for each hop, with those of the search: Linux' routers report six at once to
/// each receiver, then one in a second (icmp_ratelimit), and the data that is sent later
/// needs a report, too. Of two ways, all take the same once in sixteen times. They go out
/// one for each hop at a time, so that few arrive where another way is shorter.
constexpr std::size_t requests_for_hop = 5;
constexpr auto survey_limit = 1200ms;

bool is_router(const hop_answer& answer) {
  return answer.what == hop_reply::hop_limit_exceeded;
}

/// How often the search has asked for the first hop; for the others, it is the same.
std::size_t requests_of_search(const path& of) {
  return of.hops.empty() ? 0 : of.hops.front().answers.size();
}

/// The hops at which a router answered in the search, closer than the end of the way.
std::vector<router_survey::entry> answered_hops(const path& of,
                                                const path_search& search) {
  std::vector<router_survey::entry> out;
  const auto* const end = first_end(of.hops);
  for (const auto& hop : of.hops) {
    if (end == nullptr || hop.number >= end->number) break;
    if (hop.answers.empty()) continue;
    const auto& first = hop.answers.front();
    if (is_router(first)) out.push_back({search.port_at(hop.number), hop.number, first});
  }
  return out;
}

}  // namespace

void router_survey::add(entry one) {
  const auto place = std::upper_bound(
      entries_.begin(), entries_.end(), one.hop,
      [](std::size_t hop, const entry& other) { return hop < other.hop; });
  entries_.insert(place, std::move(one));
}

/// One for each of several routers at a hop.
std::vector<router_survey::entry> router_survey::of_ways() const {
  std::vector<entry> out;
  for (auto at = entries_.begin(); at != entries_.end();) {
    const auto next = std::find_if(at, entries_.end(),
                                   [at](const entry& one) { return one.hop != at->hop; });
    std::vector<entry> of_hop;
    for (; at != next; ++at) {
      const bool is_new = std::none_of(
          of_hop.begin(), of_hop.end(),
          [at](const entry& one) { return one.router.sender == at->router.sender; });
      if (is_new) of_hop.push_back(*at);
    }
    if (of_hop.size() > 1) out.insert(out.end(), of_hop.begin(), of_hop.end());
  }
  return out;
}

std::vector<std::uint16_t> router_survey::ports_of_ways(std::size_t count) const {
  std::vector<std::uint16_t> out;
  for (const auto& one : of_ways())
    out.push_back(one.port);
  out.resize(count);
  return out;
}

bool router_survey::knows_way_of(std::uint16_t port) const {
  const auto all = of_ways();
  return std::any_of(all.begin(), all.end(),
                     [port](const entry& one) { return one.port == port; });
}

const hop_answer* router_survey::router_for(std::uint16_t port, std::size_t hop) const {
  const hop_answer* only = nullptr;
  bool is_only = true;
  for (const auto& one : entries_) {
    if (one.hop != hop) continue;
    if (one.port == port) return &one.router;
    is_only = is_only && (only == nullptr || only->sender == one.router.sender);
    only = &one.router;
  }
  return is_only ? only : nullptr;
}

asio::awaitable<router_survey> survey_routers(path_probes& probes, const path& of,
                                              const path_search& search) {
  router_survey out;
  const auto hops = answered_hops(of, search);
  for (const auto& hop : hops)
    out.add(hop);
  const auto before = probes.connections();
  const auto until = clock::now() + survey_limit;
  for (auto round = requests_of_search(of); round < requests_for_hop; ++round) {
    const auto end_of_round =
        clock::now() + std::clamp<clock::duration>(2 * probes.slowest(), 75ms, 400ms);
    std::vector<std::shared_ptr<const path_probe>> sent;
    for (const auto& hop : hops) {
      path_request request;
      request.hop_limit = hop.hop;
      sent.push_back(probes.send(request));
    }
    for (const auto& one : sent) {
      co_await probes.await_answer(one, std::min(until, end_of_round));
      if (probes.is_stopped()) co_return out;
      if (one->answer && is_router(*one->answer))
        out.add({one->local_port, *one->asked.hop_limit, *one->answer});
    }
    // Another way is shorter: there, the next ones would arrive, too.
    if (probes.connections() > before || clock::now() >= until) break;
  }
  co_return out;
}

}  // namespace tmss10

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
/// needs a report, too. Of two ways, all take the same once in sixteen times.
constexpr std::size_t requests_for_hop = 5;
bool is_router(const hop_answer& answer) {
  return answer.what == hop_reply::hop_limit_exceeded;
}

}  // namespace

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
  struct asked_hop {
    router_survey::entry first;
    std::vector<std::shared_ptr<const path_probe>> sent;
  };
  std::vector<asked_hop> asked;
  const auto* const end = first_end(of.hops);
  for (const auto& hop : of.hops) {
    if (end == nullptr || hop.number >= end->number) break;
    const auto& first = hop.answers.front();
    if (!is_router(first)) continue;
    auto& at = asked.emplace_back();
    at.first = {search.port_at(hop.number), hop.number, first};
    for (auto i = hop.answers.size(); i < requests_for_hop; ++i) {
      path_request request;
      request.hop_limit = hop.number;
      at.sent.push_back(probes.send(request));
    }
  }
  const auto until =
      clock::now() + std::clamp<clock::duration>(3 * probes.slowest(), 300ms, 800ms);
  for (auto& at : asked) {
    out.add(at.first);
    for (const auto& one : at.sent) {
      co_await probes.await_answer(one, until);
      if (probes.is_stopped()) co_return out;
      if (one->answer && is_router(*one->answer))
        out.add({one->local_port, at.first.hop, *one->answer});
    }
  }
  co_return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "path_checks.hpp"

#include "path_search.hpp"

#include <algorithm>
#include <memory>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = path_probes::clock;

constexpr auto walk_limit = 2500ms;
constexpr std::size_t silent_hops_that_end_it = 2;
/// The highest hop limit (RFC 791, section 3.1; RFC 8200, section 3).
constexpr std::size_t most_hops = 255;
/// Until a request has been repeated and answered: one that is lost does not count.
constexpr auto reset_limit = 1200ms;
/// Of requests that are to arrive, also where this machine's own limit is small.
constexpr std::uint8_t enough_hops = 64;
/// Linux' routers report once a second to each receiver (net.ipv4.icmp_ratelimit).
constexpr auto report_pause = 1100ms;

/// How long an answer may take, judging by the others.
clock::duration step_limit(const path_probes& probes) {
  return std::clamp<clock::duration>(3 * probes.slowest(), 300ms, 800ms);
}

/// Narrows down what was left of the hop limit of resets, from one port.
struct reset_scale {
  path_probes& probes;
  reset_hops_left& known;
  std::uint16_t port;

  /// Whether one arrives with so many left; false when it could not be asked for.
  asio::awaitable<bool> is_at_least(int left, clock::duration most) {
    if (probes.is_stopped() || probes.connections() >= most_connections) co_return false;
    path_request request;
    request.hop_limit = enough_hops;
    request.least_left = static_cast<std::uint8_t>(left);
    request.local_port = port;
    const auto one = probes.send(request);
    co_await probes.await_answer(one, clock::now() + most);
    if (probes.is_stopped()) co_return false;
    const bool arrives = one->answer && one->answer->what == hop_reply::reset;
    if (arrives) {
      known.least = std::max(known.least, request.least_left);
    } else {
      known.most = std::min(known.most, static_cast<std::uint8_t>(left - 1));
    }
    co_return arrives;
  }
};

}  // namespace

asio::awaitable<void> ask_from_one_port(path_probes& probes, path& into,
                                        std::uint16_t port, hop_range hops) {
  const auto deadline = clock::now() + walk_limit;
  std::size_t silent = 0;
  const auto last = std::min<std::size_t>(hops.last, most_hops);
  for (auto hop = std::max<std::size_t>(hops.first, 1); hop <= last; ++hop) {
    if (probes.is_stopped()) break;
    // Closer than the end of the way, none can arrive.
    const auto* const end = first_end(into.hops);
    const bool may_arrive = end == nullptr || hop >= end->number;
    if (may_arrive && probes.connections() >= most_connections) break;
    path_request request;
    request.hop_limit = static_cast<std::uint8_t>(hop);
    request.local_port = port;
    const auto one = probes.send(request);
    const auto until = std::min(deadline, clock::now() + step_limit(probes));
    co_await probes.await_answer(one, until);
    into.from_one_port.push_back(
        {static_cast<std::uint8_t>(hop), {one->answer.value_or(hop_answer{})}});
    silent = one->answer ? 0 : silent + 1;
    if (one->answer && one->answer->is_end()) break;
    if (clock::now() >= deadline) break;
    if (silent < silent_hops_that_end_it) continue;
    if (hop > hops.least) break;
    // What is between them does not answer either.
    if (hop + 1 < hops.least) hop = hops.least - 1;
  }
}

asio::awaitable<void> measure_reset(path_probes& probes, path& into, std::uint16_t port) {
  const auto* const end = first_end(into.from_one_port);
  if (end == nullptr || end->end()->what != hop_reply::reset || end->number == 1)
    co_return;
  const auto* const before = find_hop(into.from_one_port, end->number - 1U);
  const auto* const router = before != nullptr ? before->answer() : nullptr;
  if (router == nullptr || !router->hops_left) co_return;
  const int gap = before->number - 1;
  if (gap >= 63) co_return;  // more than what the smallest of them leaves
  // Systems begin with 64, 128 or 255.
  reset_scale scale{probes, into.reset_left, port};
  const bool is_near = co_await scale.is_at_least(64 - gap, reset_limit);
  // Where that is answered, an answer to the next one would be soon, too.
  const auto soon = step_limit(probes);
  if (!is_near) co_return;
  const bool is_above_64 = co_await scale.is_at_least(65, soon);
  if (!is_above_64) co_return;
  const bool is_above_128 = co_await scale.is_at_least(129, soon);
  co_await scale.is_at_least((is_above_128 ? 255 : 128) - gap, reset_limit);
}

asio::awaitable<std::vector<std::uint16_t>> ask_from_other_ports(
    path_probes& probes, path& into, std::vector<std::uint16_t> ports) {
  const auto used = std::min(probes.connections(), most_connections);
  ports.resize(std::min(ports.size(), most_connections - used));
  std::vector<std::shared_ptr<const path_probe>> sent;
  for (const auto port : ports) {
    if (probes.is_stopped()) break;
    path_request request;
    request.hop_limit = enough_hops;
    request.local_port = port;
    sent.push_back(probes.send(request));
  }
  // So that all have been repeated.
  const auto until =
      clock::now() + std::max<clock::duration>(reset_limit, 2 * probes.slowest());
  std::vector<std::uint16_t> out;
  for (const auto& one : sent) {
    co_await probes.await_answer(one, until);
    if (probes.is_stopped()) break;
    into.from_other_ports.push_back(one->answer.value_or(hop_answer{}));
    out.push_back(one->local_port);
  }
  co_return out;
}

asio::awaitable<void> ask_after_pause(path_probes& probes, path& into,
                                      std::uint16_t port) {
  const auto* const last = last_router(into.hops);
  if (last == nullptr) co_return;
  const std::size_t first = last->number + 1U;
  const auto until = clock::now() + report_pause;
  while (!probes.is_stopped() && clock::now() < until)
    co_await probes.news(until);
  for (auto number = first; number < first + 2; ++number) {
    const auto at =
        std::find_if(into.hops.begin(), into.hops.end(),
                     [number](const auto& hop) { return hop.number == number; });
    if (probes.is_stopped() || at == into.hops.end()) co_return;
    path_request request;
    request.hop_limit = static_cast<std::uint8_t>(number);
    request.local_port = port;
    const auto one = probes.send(request);
    co_await probes.await_answer(one, clock::now() + step_limit(probes));
    if (!probes.is_stopped()) at->answers.push_back(one->answer.value_or(hop_answer{}));
  }
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "path_ways.hpp"

#include "path_checks.hpp"
#include <tmss10/core/run/path_spread.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// A hop behind the last one that answered, and one more.
constexpr std::size_t hops_behind = 2;
/// So many hops before the one where a request ends, a router surely answers.
constexpr std::size_t hops_before = 4;
/// Requests from other ports, once the end of the way is known: of two ways, one of which
/// is closed, all take the same once in so many times as two to this power.
constexpr std::size_t most_others = 4;
/// Those of a refusal: others are needed to find out who refuses.
constexpr std::size_t others_of_refusal = 2;
/// A round trip after which TCP sends a request again (RFC 6298, section 2).
constexpr std::chrono::seconds slow_answer{1};

bool is_connection(const hop_answer* one) {
  return one != nullptr && one->what == hop_reply::connection;
}

bool is_refusal(const hop_answer* one) {
  return one != nullptr &&
         (one->what == hop_reply::reset || one->what == hop_reply::icmp_refusal);
}

/// A hop that may have got no answer because its request took another way than the one
/// that connected: at that distance or right before it; 0 without one.
std::size_t hop_of_silent_way(const path& of) {
  const auto* const end = first_end(of.hops);
  if (end == nullptr) return 0;
  for (const auto& hop : of.hops) {
    const bool is_silent = !hop.answers.empty() && hop.answer() == nullptr;
    if (hop.number > end->number && is_silent) return hop.number;
  }
  const auto* const before = find_hop(of.hops, end->number - 1U);
  const bool is_silent_before = before != nullptr && before->answer() == nullptr;
  return is_silent_before && is_connection(end->end()) ? before->number : 0;
}

/// The first hop at which two routers answered; 0 without one.
std::size_t hop_of_two_routers(const path& of) {
  for (const auto& hop : of.hops) {
    for (const auto& one : hop.answers) {
      if (one.what != hop_reply::silence && one.sender != hop.answer()->sender)
        return hop.number;
    }
  }
  return 0;
}

}  // namespace

const hop_answer* final_answer(const path& of) {
  for (const auto& hop : of.hops) {
    if (is_connection(hop.end())) return hop.end();
  }
  for (const auto& one : of.from_other_ports) {
    if (is_connection(&one)) return &one;
  }
  if (const auto* const end = first_end(of.hops)) return end->end();
  if (of.unlimited && of.unlimited->what != hop_reply::silence) return &*of.unlimited;
  return nullptr;
}

path_ways::path_ways(path_probes& probes, path& into, const path_search& search)
    : probes_(probes), path_(into), search_(search) {}

asio::awaitable<void> path_ways::check(bool has_data) {
  if (!find_loop(path_).routers.empty()) co_return;
  const auto* const end = first_end(path_.hops);
  if (end == nullptr) co_return co_await check_silence();
  const auto& answer = *end->end();
  if (answer.what == hop_reply::not_sent) co_return;
  const bool is_slow = answer.took >= slow_answer || answer.was_repeated;
  if (is_refusal(&answer)) {
    if (!is_slow && !is_connection(final_answer(path_))) {
      const auto routers = co_await survey_routers(probes_, path_, search_);
      co_await ask_others(routers.ports_of_ways(others_of_refusal));
    }
    if (probes_.is_stopped()) co_return;
    co_return co_await check_refusal(*end);
  }
  if (const auto closed = closed_in_search()) co_await follow(*closed);
  if (differ_ || probes_.is_stopped()) co_return;
  if (!has_data && !is_slow) {
    const auto count = std::min(most_others, most_connections - 1);
    co_await ask_others(std::vector<std::uint16_t>(count));
    if (probes_.is_stopped()) co_return;
    if (const auto closed = closed_from_others()) co_await follow(*closed);
    co_return;
  }
  const auto two = hop_of_two_routers(path_);
  if (two != 0 && path_.from_one_port.empty()) {
    const hop_range range{two, end->number, end->number};
    co_await ask_from_one_port(probes_, path_, search_.port_at(two), range);
  }
}

asio::awaitable<void> path_ways::find_closed_one(std::uint16_t closed_port,
                                                 const router_survey& routers) {
  if (!path_.from_one_port.empty()) co_return;
  auto ports = routers.ports_of_ways(most_others);
  if (closed_port != 0) ports = {closed_port};
  co_await ask_others(std::move(ports));
  if (probes_.is_stopped()) co_return;
  if (const auto closed = closed_from_others()) co_await follow(*closed);
}

asio::awaitable<void> path_ways::name_last_data_hop(std::uint16_t port,
                                                    const router_survey& routers) {
  const std::size_t last = path_.last_data_hop;
  if (last == 0 || differ_) co_return;
  path_.from_one_port.clear();
  const hop_range range{last, last, last};
  co_await ask_from_one_port(probes_, path_, port, range);
  const auto* const seen = routers.router_for(port, last);
  const auto* const now = find_hop(path_.from_one_port, last);
  const bool is_silent = now == nullptr || now->answer() == nullptr;
  if (is_silent && seen != nullptr)
    path_.from_one_port = {{path_.last_data_hop, {*seen}}};
  show_routers();
}

asio::awaitable<void> path_ways::ask_others(std::vector<std::uint16_t> ports) {
  const auto asked = co_await ask_from_other_ports(probes_, path_, std::move(ports));
  other_ports_.insert(other_ports_.end(), asked.begin(), asked.end());
}

/// Nothing answered to the end. Whether it is the same from one port.
asio::awaitable<void> path_ways::check_silence() {
  const auto* const last = last_router(path_.hops);
  if (final_answer(path_) != nullptr || last == nullptr) co_return;
  const std::size_t at = last->number;
  if (at >= path_.hops.size()) co_return;
  const auto port = search_.port_at(at);
  const hop_range range{at - 1, at, at + hops_behind};
  co_await ask_from_one_port(probes_, path_, port, range);
  show_routers();
  const bool is_end = final_answer(path_) != nullptr || probes_.is_stopped();
  if (!is_end && seems_to_limit_reports(path_))
    co_await ask_after_pause(probes_, path_, port);
}

/// The first answer is a refusal: from whom, on its own way. If others connect, it is the
/// closed one of several.
asio::awaitable<void> path_ways::check_refusal(const path_hop& end) {
  const auto& answer = *end.end();
  const bool is_known = answer.what == hop_reply::icmp_refusal &&
                        find_router(path_.hops, answer.sender) != nullptr;
  if (is_known && !is_connection(final_answer(path_))) co_return;
  const closed_request first{search_.port_at(end.number), end.number};
  co_await follow(first);
  const bool goes_on = !probes_.is_stopped() && !is_connection(final_answer(path_)) &&
                       get_further_elsewhere(path_) != nullptr;
  if (!goes_on) co_return;
  co_await ask_others(std::vector<std::uint16_t>(most_others));
  differ_ = is_connection(final_answer(path_));
}

/// Hop by hop from the port of a request that got no connection.
asio::awaitable<void> path_ways::follow(closed_request one) {
  path_.from_one_port.clear();
  const auto* const end = first_end(path_.hops);
  const std::size_t last = one.hop != 0     ? one.hop
                           : end != nullptr ? end->number
                                            : path_.hops.size();
  const auto* const router = last_router(path_.hops);
  const auto known =
      router != nullptr ? std::min<std::size_t>(router->number, last) : last;
  const auto first = known > hops_before ? known - hops_before : 1;
  const std::size_t least =
      end != nullptr ? std::max<std::size_t>(last, end->number) : last;
  const hop_range range{first, least, least + 1};
  co_await ask_from_one_port(probes_, path_, one.port, range);
  if (probes_.is_stopped()) co_return;
  co_await measure_reset(probes_, path_, one.port);
  const auto* const found = first_end(path_.from_one_port);
  const bool is_closed = found == nullptr || !is_connection(found->end());
  differ_ = is_closed && is_connection(final_answer(path_));
  show_routers();
}

std::optional<path_ways::closed_request> path_ways::closed_in_search() const {
  for (const auto& hop : path_.hops) {
    if (is_refusal(hop.end()))
      return closed_request{search_.port_at(hop.number), hop.number};
  }
  const auto silent = hop_of_silent_way(path_);
  if (silent == 0) return {};
  return closed_request{search_.port_at(silent), silent};
}

std::optional<path_ways::closed_request> path_ways::closed_from_others() const {
  for (std::size_t i = 0; i < other_ports_.size(); ++i) {
    const auto what = path_.from_other_ports[i].what;
    const bool is_closed = what == hop_reply::silence || what == hop_reply::reset ||
                           what == hop_reply::icmp_refusal;
    if (is_closed) return closed_request{other_ports_[i], 0};
  }
  return {};
}

/// Those that answered from one port belong to the hops, too.
void path_ways::show_routers() {
  for (const auto& seen : path_.from_one_port) {
    const auto* const router = seen.answer();
    if (router == nullptr || router->what != hop_reply::hop_limit_exceeded) continue;
    const auto at =
        std::find_if(path_.hops.begin(), path_.hops.end(),
                     [&seen](const auto& hop) { return hop.number == seen.number; });
    if (at == path_.hops.end()) continue;
    const bool is_shown = std::any_of(
        at->answers.begin(), at->answers.end(),
        [router](const auto& other) { return other.sender == router->sender; });
    if (!is_shown) at->answers.push_back(*router);
  }
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "path_search.hpp"

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// Routers limit how many ICMP errors they send.
constexpr std::size_t wave_size = 6;
constexpr auto wave_length = 300ms;
/// Between two requests of a wave, so that the answer of a target nearby keeps the others
/// from being sent.
constexpr auto request_gap = 10ms;
/// A request is repeated after 1 s and 2 s, or 3 s before Linux 6.5.
constexpr auto silence_limit = 3300ms;
/// The same for a single repetition.
constexpr auto repetition_limit = 1300ms;
constexpr auto search_limit = 5s;

bool ends_way(const std::shared_ptr<const path_probe>& one) {
  return one && one->answer && one->answer->is_end();
}

}  // namespace

path_search::path_search(path_probes& probes, path& into, bool three_times)
    : probes_(probes),
      path_(into),
      three_times_(three_times),
      deadline_(clock::now() + search_limit) {}

asio::awaitable<void> path_search::run() {
  while (!probes_.is_stopped() && clock::now() < deadline_) {
    co_await send_wave();
    write();
    if (has_ended() || !find_loop(path_).routers.empty()) break;
    const bool is_last = asked_.size() >= path_.max_hops;
    if (!unlimited_ && (is_last || last_answered() < asked_.size()))
      unlimited_ = probes_.send({});
    if (is_last) break;
    if (window() == 0) co_await await_wider_window();
    if (window() == 0) break;
  }
  if (!unlimited_ && !has_ended()) unlimited_ = probes_.send({});
  co_await await_rest();
  if (three_times_) co_await repeat();
  is_repeated_ = !probes_.is_stopped();
  probes_.close();
  write();
}

/// So many requests may still be sent. Of those that were not answered, all can have
/// reached a target that stays silent; one of them has no limit.
std::size_t path_search::window() const {
  const std::size_t rest = path_.max_hops - asked_.size();
  if (ends_way(unlimited_)) return rest;
  const auto silent = asked_.size() - last_answered();
  const auto most = most_connections - 1;
  return silent >= most ? 0 : std::min(rest, most - silent);
}

path_search::clock::duration path_search::patience() const {
  return std::max<clock::duration>(wave_length, 2 * probes_.slowest());
}

asio::awaitable<void> path_search::send_wave() {
  const auto began = clock::now();
  const auto count = std::min(wave_size, window());
  for (std::size_t i = 0; i < count && !has_ended(); ++i) {
    path_request request;
    request.hop_limit = static_cast<std::uint8_t>(asked_.size() + 1);
    asked_.push_back({probes_.send(request)});
    const auto next = clock::now() + request_gap;
    while (clock::now() < next && !has_ended() && !probes_.is_stopped())
      co_await probes_.news(next);
  }
  while (!has_ended() && !probes_.is_stopped()) {
    const auto until = std::min(began + patience(), deadline_);
    if (clock::now() >= until) break;
    co_await probes_.news(until);
  }
}

/// Until a router further away answers, or the request without a limit.
asio::awaitable<void> path_search::await_wider_window() {
  const auto until = std::min(asked_.back().front()->began + silence_limit, deadline_);
  while (window() == 0 && !has_ended() && !probes_.is_stopped() && clock::now() < until)
    co_await probes_.news(until);
}

/// Whether an answer to it may still come and say something.
bool path_search::is_awaited(const path_probe& one, clock::time_point now) const {
  if (one.answer) return false;
  const auto* const end = first_end(path_.hops);
  const bool is_beyond =
      end != nullptr && one.asked.hop_limit && *one.asked.hop_limit > end->number;
  return now < one.began + (is_beyond ? repetition_limit : silence_limit);
}

asio::awaitable<void> path_search::await_rest() {
  while (!probes_.is_stopped()) {
    write();
    const auto now = clock::now();
    if (now >= deadline_) break;
    bool waits = unlimited_ && !has_ended() && is_awaited(*unlimited_, now);
    for (const auto& of_hop : asked_)
      waits = waits || is_awaited(*of_hop.front(), now);
    if (!waits) break;
    // A limit may pass meanwhile.
    co_await probes_.news(std::min(now + 50ms, deadline_));
  }
}

/// The second and the third time of each router.
asio::awaitable<void> path_search::repeat() {
  const auto last = last_answered();
  for (int round = 0; round < 2; ++round) {
    const auto began = clock::now();
    for (std::size_t i = 0; i < std::min(last, asked_.size()); ++i) {
      const auto& first = *asked_[i].front();
      const bool is_router =
          first.answer && first.answer->what == hop_reply::hop_limit_exceeded;
      if (!is_router || probes_.is_stopped()) continue;
      asked_[i].push_back(probes_.send(first.asked));
    }
    while (clock::now() < began + patience() && !probes_.is_stopped()) {
      const bool all = std::all_of(asked_.begin(), asked_.end(), [](const auto& of_hop) {
        return of_hop.size() == 1 || of_hop.back()->answer;
      });
      if (all) break;
      co_await probes_.news(began + patience());
    }
  }
}

/// Whether the end of the way is known.
bool path_search::has_ended() const {
  return std::any_of(asked_.begin(), asked_.end(),
                     [](const auto& of_hop) { return ends_way(of_hop.front()); });
}

/// The last hop with an answer; 0 without one.
std::size_t path_search::last_answered() const {
  for (auto i = asked_.size(); i > 0; --i) {
    if (asked_[i - 1].front()->answer) return i;
  }
  return 0;
}

std::uint16_t path_search::port_at(std::size_t hop) const {
  return hop == 0 || hop > asked_.size() ? std::uint16_t{0}
                                         : asked_[hop - 1].front()->local_port;
}

void path_search::write() {
  const auto now = clock::now();
  path_.hops.clear();
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    path_hop hop{static_cast<std::uint8_t>(i + 1)};
    for (const auto& one : asked_[i]) {
      if (one->answer) {
        hop.answers.push_back(*one->answer);
      } else if (is_repeated_ && one != asked_[i].front()) {
        hop.answers.emplace_back();
      }
    }
    // Silence is known of a request only when it was repeated.
    const bool is_silent =
        hop.answers.empty() && now >= asked_[i].front()->began + repetition_limit;
    if (is_silent) hop.answers.emplace_back();
    path_.hops.push_back(std::move(hop));
  }
  if (unlimited_) path_.unlimited = unlimited_->answer.value_or(hop_answer{});
}

}  // namespace tmss10

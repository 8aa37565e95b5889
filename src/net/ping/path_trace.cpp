// SPDX-License-Identifier: MIT
#include "path_trace.hpp"

#include <tmss10/net/as_tuple.hpp>

#include <asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto trace_limit = 2500ms;
/// How often the system is asked what became of a piece.
constexpr auto trace_look_interval = 2ms;
/// TCP has sent a piece again by then.
constexpr auto least_patience = 500ms;
constexpr auto most_patience = 800ms;

/// The hops at which a router answered a connection request, up to the end of the way.
std::vector<std::size_t> routers_of(const path& of) {
  std::vector<std::size_t> out;
  const auto* const end = first_end(of.hops);
  for (const auto& hop : of.hops) {
    if (end != nullptr && hop.number >= end->number) break;
    if (hop.answer() != nullptr) out.push_back(hop.number);
  }
  return out;
}

data_end end_without_limit(std::optional<data_state> state) {
  if (!state) return data_end::unknown;
  switch (*state) {
    case data_state::acknowledged: return data_end::arrived;
    case data_state::reset: return data_end::reset;
    case data_state::reported: return data_end::rejected;
    case data_state::under_way: break;
  }
  return data_end::silence;
}

}  // namespace

path_trace::path_trace(path_trace_settings settings, const site_key& key)
    : settings_(std::move(settings)), key_(key) {}

asio::awaitable<void> path_trace::run(path& into, watchdog& limit) {
  limit.arm(trace_limit, [this] {
    over_ = true;
    if (connection_) connection_->close();
  });
  co_await ask_hops(into);
  limit.disarm();
  connection_.reset();
}

/// A new connection from the same port, in place of the one that was there.
asio::awaitable<bool> path_trace::connect() {
  connection_.reset();
  if (over_ || connections_ >= settings_.most_connections) co_return false;
  ++connections_;
  const auto executor = co_await asio::this_coro::executor;
  connection_ = std::make_unique<path_connection>(executor, key_, settings_.which);
  const auto failed =
      co_await connection_->open(settings_.from, settings_.to, settings_.local_port);
  if (failed || over_) co_return false;
  const bool ready = co_await connection_->come_to_data();
  co_return ready && !over_;
}

/// What becomes of a piece of the data with that hop limit; none: that is not known.
asio::awaitable<std::optional<data_state>> path_trace::ask(
    std::optional<std::size_t> hop) {
  if (!connection_ || connection_->is_worn()) {
    const bool connected = co_await connect();
    if (!connected) co_return std::nullopt;
  }
  connection_->send_piece(hop);
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  const auto patience =
      std::clamp<clock::duration>(settings_.patience, least_patience, most_patience);
  const auto until = clock::now() + patience;
  while (!over_ && clock::now() < until) {
    const auto state = connection_->state();
    if (state != data_state::under_way) co_return state;
    timer.expires_after(trace_look_interval);
    co_await timer.async_wait(awaitable_tuple);
  }
  if (over_) co_return std::nullopt;
  co_return data_state::under_way;
}

/// Once a router was silent: whether data gets further nevertheless, or the router
/// reports it when it is asked again after a while. Routers limit how often they report.
asio::awaitable<bool> path_trace::ask_twice(path& into,
                                            const std::vector<std::size_t>& routers,
                                            std::size_t& at) {
  const bool is_last = at + 1 == routers.size();
  std::optional<std::size_t> next;
  if (!is_last) next = routers[at + 1];
  connection_.reset();
  const auto further = co_await ask(next);
  if (further && *further != data_state::under_way) {
    into.misses_data_reports = true;
    if (is_last || *further != data_state::reported) {
      into.data_again = end_without_limit(further);
      co_return false;
    }
    ++at;
    co_return true;
  }
  connection_.reset();
  const auto again = co_await ask(routers[at]);
  const bool is_reported = again == data_state::reported;
  into.misses_data_reports = into.misses_data_reports || is_reported;
  if (is_reported) into.last_data_hop = static_cast<std::uint8_t>(routers[at]);
  // Two hops were silent; without that, one alone was, and only once.
  if (further) into.data_again = data_end::silence;
  co_return false;
}

asio::awaitable<void> path_trace::ask_hops(path& into) {
  const auto routers = routers_of(into);
  for (std::size_t i = 0; i < routers.size(); ++i) {
    const auto state = co_await ask(routers[i]);
    if (!state) co_return;
    if (*state == data_state::under_way) {
      const bool goes_on = co_await ask_twice(into, routers, i);
      if (!goes_on) co_return;
    } else if (*state != data_state::reported) {
      into.data_again = end_without_limit(state);
      co_return;
    }
    into.last_data_hop = static_cast<std::uint8_t>(routers[i]);
  }
  const auto last = co_await ask(std::nullopt);
  into.data_again = end_without_limit(last);
  if (into.data_again == data_end::rejected) into.last_data_hop = 0;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "way_trial.hpp"

#include "net/next_hop.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/network_interface.hpp>

#include <asio/co_spawn.hpp>

#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

namespace tmss10 {

namespace {

/// How it leaves this machine, as far as the system tells.
void add_route(tried_way& to, const local_end& from) {
  const auto address = read_address(to.address);
  if (!address) return;
  const auto local = read_address(
      to.local_address.empty() ? from.address.value_or(std::string()) : to.local_address);
  std::uint32_t number = 0;
  if (from.interface_name) {
    if (const auto found = find_interface(*from.interface_name)) number = found->number;
  }
  const auto hop = next_hop_to(*address, local ? *local : asio::ip::address(), number);
  if (!hop) return;
  to.interface_name = hop->interface_name;
  if (hop->is_router) to.gateway = hop->neighbour.to_string();
}

}  // namespace

way_trial::way_trial(const asio::any_io_executor& executor, const site_key& key,
                     teller tell)
    : executor_(executor), key_(key), tell_(std::move(tell)), news_(executor) {}

void way_trial::add(pinger_settings settings) {
  auto& one = trials_.emplace_back();
  const auto& dial = settings.dial;
  one.dial = dial;
  if (dial.proxy) one.way.proxy = authority_of(dial.proxy->host, dial.proxy->port);
  if (!dial.proxy && dial.known_address) one.way.address = *dial.known_address;
  one.pings = std::make_unique<pinger>(
      executor_, std::move(settings), key_,
      [&one](const ping_event& happened) { take_event(one.way, happened); });
}

asio::awaitable<bool> way_trial::run(std::chrono::nanoseconds longest) {
  longest_ = longest;
  for (auto& one : trials_)
    begin(one);
  const auto until = std::chrono::steady_clock::now() +
                     std::chrono::duration_cast<asio::steady_timer::duration>(longest);
  while (running_ > 0) {
    news_.expires_at(is_over_ ? asio::steady_timer::time_point::max() : until);
    const auto [woken_early] = co_await news_.async_wait(awaitable_tuple);
    if (!woken_early && !is_over_) give_up();
  }
  if (error_) std::rethrow_exception(error_);
  co_return !is_over_;
}

void way_trial::stop() {
  is_stopped_ = true;
  give_up();
}

void way_trial::give_up() {
  is_over_ = true;
  for (auto& one : trials_) {
    if (one.pings) one.pings->stop();
  }
}

void way_trial::begin(trial& one) {
  ++running_;
  asio::co_spawn(
      executor_, one.pings->run(),
      [this, &one](const std::exception_ptr& error, std::optional<failure> why) {
        --running_;
        news_.cancel();
        if (error && !error_) error_ = error;
        if (!error) end(one, std::move(why));
      });
}

void way_trial::end(trial& one, std::optional<failure> why) {
  if (!one.way.works()) {
    one.way.why = why ? std::move(why) : one.pings->silence();
    const bool was_stopped = one.way.why && one.way.why->error == errc::stopped;
    if (was_stopped) one.way.why.reset();
    one.way.was_cut_short = !one.way.why;
    if (one.way.was_cut_short && !is_stopped_) one.way.why = time_out(one);
  }
  one.pings.reset();
  add_route(one.way, one.dial.from);
  tell_(one.way);
}

failure way_trial::time_out(const trial& one) const {
  const auto& way = one.way;
  failure out;
  out.error = errc::timed_out;
  out.host = one.dial.host;
  out.port = one.dial.port;
  out.waited = longest_;
  out.where = way.handshake    ? stage::exchange
              : way.greeting   ? stage::handshake
              : way.connection ? stage::greeting
                               : stage::connect;
  if (way.is_direct()) {
    out.address = way.address;
  } else if (way.tunnel) {
    out.through = way.proxy;
  } else {
    out.where = way.connection ? stage::proxy_tunnel : stage::proxy_connect;
    auto& proxy = out.proxy.emplace();
    proxy.host = one.dial.proxy->host;
    proxy.port = one.dial.proxy->port;
    proxy.address = way.address;
  }
  return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/core/http_connect.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/resolve.hpp>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;
using listener = std::function<void(const ping_event&)>;

endpoints of_family(endpoints all, address_family family) {
  if (family == address_family::any) return all;
  const bool v4 = family == address_family::v4;
  std::erase_if(all,
                [v4](const tcp::endpoint& at) { return at.address().is_v4() != v4; });
  return all;
}

std::vector<std::string> address_texts(const endpoints& all) {
  std::vector<std::string> out;
  for (const auto& at : all)
    out.push_back(at.address().to_string());
  return out;
}

/// The first TCP connection of a dial: to the target, or to its proxy.
struct leg {
  std::string host;
  std::uint16_t port = 0;
  bool to_proxy = false;
};

leg first_leg(const dial_settings& settings) {
  if (!settings.proxy) return {settings.host, settings.port, false};
  return {settings.proxy->host, settings.proxy->port, true};
}

/// The failure of a leg.
failure failure_of(const leg& over, const dial_settings& settings, stage direct,
                   std::error_code error, clock::duration waited,
                   const std::string& address) {
  failure out;
  out.error = error;
  out.host = settings.host;
  out.port = settings.port;
  out.waited = waited;
  const bool resolving = direct == stage::resolve;
  if (over.to_proxy) {
    out.where = resolving ? stage::proxy_resolve : stage::proxy_connect;
    out.proxy = failed_proxy{over.host, over.port, address, 0, {}, {}};
  } else {
    out.where = direct;
    out.address = address;
  }
  return out;
}

/// The addresses to try, or why there are none.
asio::awaitable<std::optional<failure>> look_up(leg over, dial_settings settings,
                                                endpoints& into, watchdog& limit,
                                                const listener& tell) {
  const auto began = clock::now();
  const bool known = settings.known_address.has_value();
  auto found = co_await resolve(known ? *settings.known_address : over.host, over.port,
                                limit, settings.timeout);
  const auto took = clock::now() - began;
  std::error_code error;
  if (found) {
    into = interleave_families(of_family(std::move(*found), settings.family));
    if (into.empty()) error = errc::no_address_of_family;
  } else {
    error = found.error();
  }
  if (error) co_return failure_of(over, settings, stage::resolve, error, took, {});
  if (!known) {
    const event::resolved resolved{over.host, address_texts(into), took};
    tell(resolved);
  }
  co_return std::nullopt;
}

template <typename Event>
Event connected_event(const dialled& to, std::uint16_t port, clock::duration took) {
  asio::error_code ignored;
  const auto local = to.socket.local_endpoint(ignored);
  return {to.address, port, local.address().to_string(), local.port(), took};
}

asio::awaitable<std::optional<failure>> connect(leg over, dial_settings settings,
                                                reached& into, watchdog& limit,
                                                const listener& tell) {
  endpoints candidates;
  auto failed = co_await look_up(over, settings, candidates, limit, tell);
  if (failed) co_return failed;
  if (limit.tripped()) {
    co_return failure_of(over, settings, stage::connect, errc::stopped, {}, {});
  }
  const auto began = clock::now();
  const auto lost = co_await connect_to_one_of(
      candidates, settings.source, into.way.connection, limit, settings.timeout);
  into.took = clock::now() - began;
  if (lost) {
    co_return failure_of(over, settings, stage::connect, lost->error, into.took,
                         lost->address);
  }
  if (over.to_proxy) {
    tell(connected_event<event::proxy_connected>(into.way.connection, over.port,
                                                 into.took));
  } else {
    tell(connected_event<event::connected>(into.way.connection, over.port, into.took));
  }
  co_return std::nullopt;
}

}  // namespace

asio::awaitable<std::optional<failure>> dial(dial_settings settings, reached& into,
                                             watchdog& limit, const listener& tell) {
  const leg first = first_leg(settings);
  const event::connecting connecting{
      settings.host, settings.port,
      first.to_proxy ? authority_of(first.host, first.port) : std::string()};
  tell(connecting);
  if (limit.tripped()) {
    co_return failure_of(first, settings, stage::resolve, errc::stopped, {}, {});
  }
  into.way.early.clear();
  auto failed = co_await connect(first, settings, into, limit, tell);
  if (failed || !settings.proxy) co_return failed;
  if (limit.tripped()) {
    co_return failure_of(first, settings, stage::connect, errc::stopped, {}, {});
  }
  const tunnel_request request{*settings.proxy, settings.host, settings.port,
                               settings.source};
  const auto began = clock::now();
  failed = co_await open_tunnel(request, into.way, limit, settings.timeout);
  if (failed) co_return failed;
  const auto took = clock::now() - began;
  into.took += took;
  const event::tunnelled tunnelled{settings.host, settings.port, took};
  tell(tunnelled);
  co_return std::nullopt;
}

}  // namespace tmss10

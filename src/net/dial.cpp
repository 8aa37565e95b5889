// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/core/http_connect.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/dial.hpp>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;
using listener = std::function<void(const ping_event&)>;

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

/// What a proxy is asked for. A zone means something on this machine alone, and is not
/// sent (RFC 4007, section 6).
std::string name_for_proxy(const std::string& host) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return is_v6 ? host.substr(0, host.find('%')) : ascii_name(host).value_or(host);
}

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
  out.source = settings.source.value_or(std::string());
  const bool resolving = direct == stage::resolve;
  if (over.to_proxy) {
    out.where = resolving ? stage::proxy_resolve : stage::proxy_connect;
    out.proxy = failed_proxy{over.host, over.port, address, 0, {}, {}, {}, {}};
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
  const bool known = settings.known_address.has_value();
  const auto name = ascii_name(over.host);
  if (!name) co_return failure_of(over, settings, stage::resolve, name.error(), {}, {});
  const name_query query{settings.known_address.value_or(*name), over.port,
                         settings.family};
  auto [found, took] = co_await resolve(query, limit, settings.look_up_timeout);
  if (!found)
    co_return failure_of(over, settings, stage::resolve, found.error(), took, {});
  into = interleave_families(std::move(*found));
  if (!known) {
    const event::resolved resolved{over.host, address_texts(into), took,
                                   *name == over.host ? std::string() : *name};
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
  event::connecting connecting{settings.host, settings.port, {}, {}};
  const auto asked_for = name_for_proxy(settings.host);
  if (first.to_proxy) {
    connecting.proxy = authority_of(first.host, first.port);
    if (asked_for != settings.host) connecting.asked_for = asked_for;
  }
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
  const tunnel_request request{*settings.proxy, asked_for, settings.port,
                               settings.source};
  const auto began = clock::now();
  failed = co_await open_tunnel(request, into.way, limit, settings.timeout);
  if (failed) {
    failed->host = settings.host;
    failed->source = settings.source.value_or(std::string());
    co_return failed;
  }
  const auto took = clock::now() - began;
  into.took += took;
  const event::tunnelled tunnelled{settings.host, settings.port, took};
  tell(tunnelled);
  co_return std::nullopt;
}

}  // namespace tmss10

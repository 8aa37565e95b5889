// SPDX-License-Identifier: MIT
#include "net/admitted_endpoints.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/dial.hpp>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

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

void set_local_end(failure& of, const local_end& from) {
  of.source = from.address.value_or(std::string());
  of.interface_name = from.interface_name.value_or(std::string());
}

/// Tells of the attempts of a leg.
std::function<void(const event::attempt&)> attempt_teller(bool to_proxy,
                                                          const listener& tell) {
  return [to_proxy, &tell](event::attempt at) {
    at.of_proxy = to_proxy;
    tell(at);
  };
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
  set_local_end(out, settings.from);
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

/// The addresses to try.
asio::awaitable<tl::expected<endpoints, failure>> look_up(leg over,
                                                          dial_settings settings,
                                                          watchdog& limit,
                                                          const listener& tell) {
  const bool known = settings.known_address.has_value();
  const auto name = ascii_name(over.host);
  if (!name) {
    auto why = failure_of(over, settings, stage::resolve, name.error(), {}, {});
    co_return tl::unexpected(std::move(why));
  }
  const name_query query{settings.known_address.value_or(*name), over.port,
                         settings.family};
  auto [found, took] = co_await resolve(query, limit, settings.look_up_limit());
  if (!found) {
    auto why = failure_of(over, settings, stage::resolve, found.error(), took, {});
    co_return tl::unexpected(std::move(why));
  }
  auto out = interleave_families(std::move(*found));
  if (!known) {
    const event::resolved resolved{over.host, address_texts(out), took,
                                   *name == over.host ? std::string() : *name};
    tell(resolved);
  }
  if (over.to_proxy) co_return out;
  auto admitted = admitted_endpoints(std::move(out), settings);
  if (!admitted) {
    auto why = failure_of(over, settings, stage::resolve, admitted.error(), took, {});
    co_return tl::unexpected(std::move(why));
  }
  co_return std::move(*admitted);
}

template <typename Event>
Event connected_event(const dialled& to, std::uint16_t port) {
  asio::error_code ignored;
  const auto local = to.socket.local_endpoint(ignored);
  return {to.address, port, local.address().to_string(), local.port(), to.took};
}

/// The connection of a leg, and how long it took, without the look-up and the attempts at
/// other addresses. What a failure waited includes those.
asio::awaitable<tl::expected<reached, failure>> connect(leg over, dial_settings settings,
                                                        watchdog& limit,
                                                        const listener& tell) {
  const auto candidates = co_await look_up(over, settings, limit, tell);
  if (!candidates) co_return tl::unexpected(candidates.error());
  if (limit.tripped()) {
    auto why = failure_of(over, settings, stage::connect, errc::stopped, {}, {});
    co_return tl::unexpected(std::move(why));
  }
  const auto tell_attempt = attempt_teller(over.to_proxy, tell);
  auto connected = co_await connect_to_one_of(*candidates, settings.from, limit,
                                              settings.stage_limit(), tell_attempt);
  if (!connected) {
    auto& lost = connected.error();
    auto why =
        failure_of(over, settings, stage::connect, lost.error, lost.waited, lost.address);
    why.icmp = std::move(lost.icmp);
    why.others = std::move(lost.others);
    co_return tl::unexpected(std::move(why));
  }
  if (over.to_proxy) {
    tell(connected_event<event::proxy_connected>(*connected, over.port));
  } else {
    tell(connected_event<event::connected>(*connected, over.port));
  }
  const auto took = connected->took;
  reached out{std::move(*connected), {}, took};
  co_return out;
}

}  // namespace

asio::awaitable<tl::expected<reached, failure>> dial(dial_settings settings,
                                                     watchdog& limit,
                                                     const listener& tell) {
  const leg first = first_leg(settings);
  event::connecting connecting{settings.host, settings.port, {}, {}};
  const auto asked_for = name_for_proxy(settings.host);
  if (first.to_proxy) {
    connecting.proxy = authority_of(first.host, first.port);
    if (asked_for != settings.host) connecting.asked_for = asked_for;
  }
  tell(connecting);
  if (limit.tripped()) {
    auto why = failure_of(first, settings, stage::resolve, errc::stopped, {}, {});
    co_return tl::unexpected(std::move(why));
  }
  auto to_first = co_await connect(first, settings, limit, tell);
  if (!to_first || !settings.proxy) co_return to_first;
  if (limit.tripped()) {
    auto why = failure_of(first, settings, stage::connect, errc::stopped, {}, {});
    co_return tl::unexpected(std::move(why));
  }
  const tunnel_request request{*settings.proxy, asked_for, settings.port, settings.from};
  const auto began = clock::now();
  const auto tell_attempt = attempt_teller(true, tell);
  auto opened = co_await open_tunnel(request, std::move(to_first->connection), limit,
                                     settings.stage_limit(), tell_attempt);
  if (!opened) {
    auto why = std::move(opened).error();
    why.host = settings.host;
    set_local_end(why, settings.from);
    co_return tl::unexpected(std::move(why));
  }
  const auto took = clock::now() - began;
  const event::tunnelled tunnelled{settings.host, settings.port, took};
  tell(tunnelled);
  reached out{std::move(opened->connection), std::move(opened->early),
              to_first->took + took};
  co_return out;
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/experimental/as_tuple.hpp>
#include <asio/use_awaitable.hpp>

#include <chrono>
#include <utility>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

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

/// Opens the socket for an endpoint, bound to the local address if there is one.
std::error_code prepare(tcp::socket& socket, const tcp::endpoint& to,
                        const std::optional<std::string>& source) {
  asio::error_code error;
  socket.close(error);
  socket.open(to.protocol(), error);
  if (error || !source) return error;
  const auto local = asio::ip::make_address(*source, error);
  if (error) return std::make_error_code(std::errc::address_not_available);
  socket.bind(tcp::endpoint(local, 0), error);
  return error;
}

asio::awaitable<std::error_code> connect_to(tcp::socket& socket, tcp::endpoint to,
                                            std::optional<std::string> source,
                                            watchdog& limit, watchdog::duration longest) {
  if (const auto error = prepare(socket, to, source)) co_return from_network(error);
  limit.arm(longest, [&socket] {
    asio::error_code ignored;
    socket.close(ignored);
  });
  const auto [error] = co_await socket.async_connect(
      to, asio::experimental::as_tuple(asio::use_awaitable));
  limit.disarm();
  if (limit.tripped()) co_return errc::stopped;
  if (limit.expired()) co_return errc::timed_out;
  if (error) co_return from_network(error);
  asio::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  co_return std::error_code{};
}

event::connected connected_event(const dialled& to, std::uint16_t port,
                                 clock::duration took) {
  asio::error_code ignored;
  const auto local = to.socket.local_endpoint(ignored);
  return {to.address, port, local.address().to_string(), local.port(), took};
}

}  // namespace

asio::awaitable<std::optional<failure>> dial(
    dial_settings settings, dialled& into, watchdog& limit,
    const std::function<void(const ping_event&)>& tell) {
  failure failed;
  failed.host = settings.host;
  failed.port = settings.port;

  auto began = clock::now();
  auto found = co_await resolve(settings.host, settings.port, limit, settings.timeout);
  failed.waited = clock::now() - began;
  if (!found) {
    failed.error = found.error();
    co_return failed;
  }
  const endpoints candidates = of_family(std::move(*found), settings.family);
  if (candidates.empty()) {
    failed.error = errc::no_address_of_family;
    co_return failed;
  }
  const event::resolved resolved{settings.host, address_texts(candidates), failed.waited};
  tell(resolved);
  if (limit.tripped()) {
    failed.error = errc::stopped;
    co_return failed;
  }

  failed.where = stage::connect;
  for (const auto& to : candidates) {
    began = clock::now();
    failed.address = to.address().to_string();
    failed.error =
        co_await connect_to(into.socket, to, settings.source, limit, settings.timeout);
    failed.waited = clock::now() - began;
    if (!failed.error) {
      into.address = failed.address;
      tell(connected_event(into, settings.port, failed.waited));
      co_return std::nullopt;
    }
    if (failed.error == errc::stopped) break;
  }
  co_return failed;
}

}  // namespace tmss10

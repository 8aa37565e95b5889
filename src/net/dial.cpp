// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/resolve.hpp>

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
  const endpoints candidates =
      interleave_families(of_family(std::move(*found), settings.family));
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

  began = clock::now();
  const auto lost = co_await connect_to_one_of(candidates, settings.source, into, limit,
                                               settings.timeout);
  const auto took = clock::now() - began;
  if (!lost) {
    tell(connected_event(into, settings.port, took));
    co_return std::nullopt;
  }
  failed.where = stage::connect;
  failed.error = lost->error;
  failed.address = lost->address;
  failed.waited = took;
  co_return failed;
}

}  // namespace tmss10

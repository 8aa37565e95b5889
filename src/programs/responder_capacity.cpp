// SPDX-License-Identifier: MIT
#include "responder_capacity.hpp"

#include "metrics_endpoint.hpp"
#include "system/descriptor_limit.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace tmss10 {
namespace {

/// An io_context of Asio's: epoll, a timer and an event; elsewhere a queue and a pipe.
constexpr std::size_t of_loop = 3;
/// The pipe that signals come through.
constexpr std::size_t of_signals = 2;
/// A reload: the key file, a loop and a socket to tell the service manager.
constexpr std::size_t of_reload = of_loop + 2;
/// What libraries open for a moment.
constexpr std::size_t spare = 8;
/// Of descriptors that were open before, higher ones are not looked for.
constexpr std::size_t most_looked_at = 65'536;

/// How many descriptors have to be left for all but connections.
std::size_t reserve(const responder_options& options, std::size_t threads) {
  const std::size_t listeners = options.listen.empty() ? 2 : options.listen.size();
  return of_loop * threads + of_signals + of_reload + spare +
         (options.metrics ? metrics_endpoint::most_descriptors() : 0) +
         responder::spare_connections +
         2 * listeners;  // each may have a connection that is not decided on yet
}

}  // namespace

responder_capacity find_capacity(const responder_options& options, std::size_t threads) {
  const auto most = raise_descriptor_limit();
  if (!most) return {options.limits, {}};
  const auto used =
      open_descriptors(std::min(*most, most_looked_at)) + reserve(options, threads);
  if (*most <= used) {
    throw std::runtime_error(fmt::format(
        "only {} file descriptors are available (ulimit -n); at least {} are needed",
        *most, used + 1));
  }
  const auto connections = *most - used;
  const auto limits = within(options.limits, connections);
  if (limits.connections == options.limits.connections) return {limits, {}};
  return {limits,
          fmt::format("--max-connections {}: only {} file descriptors are available, so "
                      "at most {} connections are accepted, {} per address",
                      options.limits.connections, *most, limits.connections,
                      limits.per_address)};
}

}  // namespace tmss10

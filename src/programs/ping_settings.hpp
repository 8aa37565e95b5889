// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/pinger.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <asio/any_io_executor.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// The proxy of a run; none for a direct one.
struct proxy_choice {
  std::optional<proxy_settings> proxy;
  /// How the environment decided; empty when it was not asked.
  std::string reason;
};

/// Whether the environment decides on the proxy, for each host by itself.
[[nodiscard]] bool asks_environment(const ping_options& options);

/// Throws usage_error naming what is wrong with the local address or the interface, by
/// what this machine knows.
void check_local_end(const ping_options& options);

/// Throws usage_error naming what is wrong in a command line by what this machine knows
/// of names and interfaces: the host, the proxy or the local address.
void check_command(const ping_options& options);

/// Finds the proxy that the command line asks for, in the environment and in files if it
/// says so. Throws std::exception naming what is wrong. `warn`: of a file with
/// credentials that others may read or write.
[[nodiscard]] proxy_choice choose_proxy(const ping_options& options,
                                        const file_warning& warn);

/// The proxy that the environment names for the target, whatever the command line says;
/// none if it names none, or what it names is none.
[[nodiscard]] std::optional<proxy_settings> proxy_of_environment(
    const ping_options& options);

/// What the options mean for pings that are packets, and for those that are connections.
[[nodiscard]] pinger_settings pinger_settings_of(const ping_options& options,
                                                 std::optional<proxy_settings> proxy);
[[nodiscard]] connection_pinger_settings connection_pinger_settings_of(
    const ping_options& options, std::optional<proxy_settings> proxy);

/// The pings that the command line asks for. `key` must outlive them.
[[nodiscard]] std::unique_ptr<pinging> pinging_of(const asio::any_io_executor& executor,
                                                  const ping_options& options,
                                                  std::optional<proxy_settings> proxy,
                                                  const site_key& key,
                                                  pinging::listener listen);

/// "host:port" of the proxy that will be asked, without credentials; "env" when what the
/// environment names is no proxy, and empty when it goes there directly. Throws nothing
/// of its own.
[[nodiscard]] std::string proxy_name_of(const ping_options& options);

}  // namespace tmss10

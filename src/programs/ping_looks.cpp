// SPDX-License-Identifier: MIT
#include "ping_looks.hpp"

#include "ping_settings.hpp"
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/net/ping/idle_finder.hpp>
#include <tmss10/net/ping/path_finder.hpp>
#include <tmss10/net/ping/size_finder.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tmss10 {
namespace {

std::unique_ptr<probing> path_look_of(const asio::any_io_executor& executor,
                                      const ping_options& options, const site_key& key,
                                      probing::listener listen, address_filter admits) {
  check_looks(options);
  path_finder_settings settings;
  settings.dial = pinger_settings_of(options, std::nullopt).dial;
  settings.dial.admits = std::move(admits);
  settings.max_hops = options.max_hops;
  settings.data = !options.connect_only;
  settings.thorough = options.verbose;
  return std::make_unique<path_finder>(executor, std::move(settings), key,
                                       std::move(listen));
}

std::unique_ptr<probing> size_look_of(const asio::any_io_executor& executor,
                                      const ping_options& options, const site_key& key,
                                      probing::listener listen) {
  check_looks(options);
  size_finder_settings settings;
  settings.dial = pinger_settings_of(options, std::nullopt).dial;
  return std::make_unique<size_finder>(executor, std::move(settings), key,
                                       std::move(listen));
}

/// The answer to a ping after the idle time: repeated requests must have their time, and
/// of connections that were forgotten, none may take much.
constexpr std::chrono::nanoseconds least_reply_limit = std::chrono::seconds(2);
constexpr std::chrono::nanoseconds most_reply_limit = std::chrono::seconds(5);

std::unique_ptr<probing> idle_look_of(const asio::any_io_executor& executor,
                                      const ping_options& options,
                                      std::optional<proxy_settings> proxy,
                                      const site_key& key, probing::listener listen) {
  idle_settings settings;
  settings.dial = pinger_settings_of(options, std::move(proxy)).dial;
  settings.longest = *options.idle_limit;
  settings.reply_limit = std::clamp(options.timeout, least_reply_limit, most_reply_limit);
  return std::make_unique<idle_finder>(executor, std::move(settings), key,
                                       std::move(listen));
}

}  // namespace

void check_looks(const ping_options& options) {
  if (options.path && !path_finder::is_possible()) {
    throw usage_error(
        "--path works on Linux only: no other system shows an ordinary user how far "
        "connection requests get");
  }
  if (options.mtu && !can_find_sizes())
    throw usage_error("--mtu: this system does not report what it needs; Linux does");
}

std::unique_ptr<probing> look_of(const asio::any_io_executor& executor,
                                 const ping_options& options,
                                 std::optional<proxy_settings> proxy, const site_key& key,
                                 probing::listener listen, address_filter admits) {
  if (options.path) {
    return path_look_of(executor, options, key, std::move(listen), std::move(admits));
  }
  if (options.mtu) return size_look_of(executor, options, key, std::move(listen));
  if (options.idle_limit) {
    return idle_look_of(executor, options, std::move(proxy), key, std::move(listen));
  }
  return nullptr;
}

}  // namespace tmss10

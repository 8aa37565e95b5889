// SPDX-License-Identifier: MIT
#include "target_means.hpp"

#include "ping_settings.hpp"
#include "read_targets.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <exception>
#include <set>
#include <utility>

namespace tmss10 {

target_means::target_means(const std::vector<target_entry>& targets,
                           const table_options& options, const file_warning& warn)
    : targets_(targets), warn_(warn) {
  if (const auto& common = options.common.key_file)
    keys_.emplace(*common, load_key(*common, warn));
  std::set<kind> tried;  // all addresses of a range are one
  target_faults faults(options);
  for (const auto& target : targets) {
    if (!tried.insert(target.own.get()).second) continue;
    if (!target.own) {
      load(target, options.common);
      continue;
    }
    try {
      load(target, options.common);
    } catch (const std::exception& error) {
      faults.add(target, error.what());
    }
  }
  faults.end();
}

void target_means::load(const target_entry& target, const ping_options& common) {
  const auto options = options_of(target, common);
  auto proxy = choose_proxy(options, warn_).proxy;
  if (options.key_file && !keys_.contains(*options.key_file))
    keys_.emplace(*options.key_file, load_key(*options.key_file, warn_));
  proxies_.emplace(target.own.get(), std::move(proxy));
}

std::optional<proxy_settings> target_means::proxy_of(std::size_t target,
                                                     const ping_options& options) const {
  if (asks_environment(options)) return choose_proxy(options, warn_).proxy;
  return proxies_.at(targets_[target].own.get());
}

std::string target_means::proxy_name(std::size_t target,
                                     const ping_options& options) const {
  const auto proxy = proxy_of(target, options);
  return proxy ? authority_of(proxy->host, proxy->port) : std::string();
}

std::unique_ptr<pinging> target_means::pings_of(const asio::any_io_executor& executor,
                                                std::size_t target,
                                                const ping_options& options,
                                                pinging::listener listen) const {
  auto proxy = proxy_of(target, options);
  if (options.connect_only) {
    auto settings = connection_pinger_settings_of(options, std::move(proxy));
    settings.target = target;
    return std::make_unique<connection_pinger>(executor, std::move(settings),
                                               std::move(listen));
  }
  auto settings = pinger_settings_of(options, std::move(proxy));
  settings.target = target;
  const auto& key = options.key_file ? keys_.at(*options.key_file) : open_;
  return std::make_unique<pinger>(executor, std::move(settings), key, std::move(listen));
}

}  // namespace tmss10

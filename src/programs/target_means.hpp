// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/target_entry.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <asio/any_io_executor.hpp>

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// What pinging several targets takes: their keys and their proxies, each of which is
/// loaded once, before the run begins.
class target_means {
 public:
  /// Throws std::exception naming a file or a proxy that is wrong: bad_targets for those
  /// of single targets. `warn`: of a file with a secret that others may read or write.
  /// `targets` must outlive it.
  target_means(const std::vector<target_entry>& targets, const table_options& options,
               const file_warning& warn);

  /// The pings of a target, with its options.
  [[nodiscard]] std::unique_ptr<pinging> pings_of(const asio::any_io_executor& executor,
                                                  std::size_t target,
                                                  const ping_options& options,
                                                  pinging::listener listen) const;

  /// "host:port" of its proxy; empty without one.
  [[nodiscard]] std::string proxy_name(std::size_t target,
                                       const ping_options& options) const;

 private:
  void load(const target_entry& target, const ping_options& common);

  /// Targets that share what was said of them alone share the rest, too, unless the
  /// environment decides on the proxy of each.
  using kind = const target_overrides*;

  [[nodiscard]] std::optional<proxy_settings> proxy_of(std::size_t target,
                                                       const ping_options& options) const;

  const std::vector<target_entry>& targets_;
  file_warning warn_;
  site_key open_ = site_key::open_mode();
  std::map<std::filesystem::path, site_key> keys_;
  std::map<kind, std::optional<proxy_settings>> proxies_;
};

}  // namespace tmss10

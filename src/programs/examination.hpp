// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/run/findings.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/ping/pinging.hpp>
#include <tmss10/net/ping/probing.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <asio/any_io_executor.hpp>

#include <memory>
#include <optional>

namespace tmss10 {

/// What --examine does before the pings, what it has found, and what that means.
class examination {
 public:
  /// `options` must outlive it. `proxy`: of the run itself; without one, what the
  /// environment names is tried as well.
  examination(const ping_options& options, std::optional<proxy_settings> proxy);

  /// `key` must outlive it.
  [[nodiscard]] std::unique_ptr<probing> look(const asio::any_io_executor& executor,
                                              const site_key& key,
                                              probing::listener listen) const;
  void hear(const ping_event& happened) { take_event(found_, happened); }
  /// Whether it is a fault of the way that the run itself takes: a hole.
  [[nodiscard]] bool falls_short(const ping_event& happened) const;
  /// The pings over the first way that works, one of the run's own if possible; null if
  /// none works.
  [[nodiscard]] std::unique_ptr<pinging> pings(const asio::any_io_executor& executor,
                                               const site_key& key,
                                               pinging::listener listen);
  /// All that is known by now, with the figures of its pings.
  [[nodiscard]] findings conclude(const run_outcome& so_far, bool was_stopped) const;

 private:
  const ping_options& options_;
  std::optional<proxy_settings> proxy_;
  std::optional<proxy_settings> other_proxy_;
  findings found_;
};

}  // namespace tmss10

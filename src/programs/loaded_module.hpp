// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/probe_module.hpp>
#include <tmss10/core/metrics/duration_buckets.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <memory>
#include <optional>

namespace tmss10 {

/// A module, and what is in the files that it names.
struct loaded_module {
  probe_module module;
  site_key key;
  /// None: it has none, or the environment decides for each target (asks_environment).
  std::optional<proxy_settings> proxy;
  /// For the proxy that the environment names; null if there is no file with any.
  std::shared_ptr<const proxy_credentials> credentials;
  std::shared_ptr<const duration_buckets::bounds> buckets;
};

}  // namespace tmss10

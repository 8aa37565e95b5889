// SPDX-License-Identifier: MIT
#pragma once

#include "http/http_stream.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/exporter/probe_module.hpp>
#include <tmss10/core/metrics/duration_buckets.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// What an exporter reads from files: as a whole, so that a reload changes all or
/// nothing.
struct exporter_files {
  std::vector<loaded_module> modules;
  /// Of those who ask; none: everybody may.
  std::optional<proxy_credentials> credentials;
  /// Of the connections: plain, or TLS with its certificate.
  http_stream_maker streams;

  /// Null if there is none of that name.
  [[nodiscard]] const loaded_module* find(std::string_view name) const;
};

/// What is wrong with an exporter's files, a line for each error.
class bad_exporter_files : public std::runtime_error {
 public:
  explicit bad_exporter_files(std::vector<std::string> lines)
      : std::runtime_error(lines.front()), lines_(std::move(lines)) {}
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

/// Throws bad_exporter_files, or std::exception naming one file. `warn`: of a file with a
/// secret that others may read or write.
[[nodiscard]] std::shared_ptr<const exporter_files> load_exporter_files(
    const exporter_options& options, const file_warning& warn);

}  // namespace tmss10

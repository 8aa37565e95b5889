// SPDX-License-Identifier: MIT
#pragma once

#include "http/http_stream.hpp"
#include "loaded_module.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {

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

/// Reads all files. Throws bad_exporter_files with what is wrong in any of them. `tell`
/// is called with each warning, a line that says that it is one: of a file with a secret
/// that others may read or write, and of a module that scrapes have too little time for.
[[nodiscard]] std::shared_ptr<const exporter_files> load_exporter_files(
    const exporter_options& options, const file_warning& tell);

}  // namespace tmss10

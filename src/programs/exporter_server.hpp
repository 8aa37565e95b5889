// SPDX-License-Identifier: MIT
#pragma once

#include "exporter_files.hpp"
#include "http/http_server.hpp"
#include "service_log.hpp"
#include <tmss10/core/exporter/answer_counts.hpp>
#include <tmss10/core/exporter/exporter_options.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace tmss10 {

/// What the server's thread needs of the files: they may be loaded anew meanwhile.
class current_files {
 public:
  void set(std::shared_ptr<const exporter_files> next) {
    const std::scoped_lock lock(mutex_);
    files_ = std::move(next);
  }
  [[nodiscard]] std::shared_ptr<const exporter_files> get() const {
    const std::scoped_lock lock(mutex_);
    return files_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const exporter_files> files_;
};

/// What the server of an exporter works with. All of it must outlive the server.
struct exporter_server_parts {
  const exporter_options& options;
  const current_files& files;
  service_log& log;
  answer_counts& answers;
};

/// Where it listens, whom it lets in, what it counts and logs of that. `handle` gets the
/// requests, on the server's thread.
[[nodiscard]] http_server_settings exporter_server_settings(
    const exporter_server_parts& of,
    std::function<void(std::shared_ptr<http_exchange>)> handle);

}  // namespace tmss10

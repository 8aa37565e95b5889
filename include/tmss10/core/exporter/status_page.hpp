// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/exporter_counters.hpp>
#include <tmss10/core/exporter/recent_probes.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {

/// What an exporter's page shows.
struct exporter_status {
  std::string version;
  const exporter_counters& counters;
  const recent_probes& probes;
  /// The names of its modules.
  std::vector<std::string> modules;
  /// What was wrong with the files at the last reload; empty if nothing was.
  std::string reload_error;
  std::chrono::system_clock::time_point now;
};

/// An HTML page: how the exporter is, its last probes with the reason why they failed,
/// and links that probe again. Whatever comes from a request or a peer is escaped.
[[nodiscard]] std::string status_page(const exporter_status& of);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/module_place.hpp>
#include <tmss10/core/options/ping_options.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// The module of a request that names none. blackbox_exporter has no such module by
/// itself; here it always exists, so that an exporter without a module file is of use.
inline constexpr const char* default_module_name = "default";

/// The upper bounds of a histogram's buckets in a module that names none: 1, 2 and 5 in
/// each power of ten from 100 µs, which a round trip within one data centre takes, up to
/// 10 s, Prometheus' usual limit of a scrape.
[[nodiscard]] std::vector<std::chrono::nanoseconds> default_buckets();

/// A way to probe targets, under a name.
struct probe_module {
  /// One that is_module_name accepts.
  std::string name;
  /// As the command line of TMSS10Ping would have them. The host is empty; the port is
  /// that of targets which have none.
  ping_options options;
  /// Upper bounds of the buckets of round-trip times: ascending, above 0, at least one.
  std::vector<std::chrono::nanoseconds> buckets = default_buckets();
  /// Whether the session of a target stays open from one probe to the next.
  bool keep_connection = false;
  /// How long a bare connection is watched for a server that closes it at once; zero: it
  /// is not. None: as long as TMSS10Ping does.
  std::optional<std::chrono::nanoseconds> watch;
  /// Where it stands, for messages about it.
  module_place place;
};

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/fisher_test.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// An address, or a way to the target, that was tried by itself.
struct tried_end {
  /// An address, or "host:port" of a proxy.
  std::string name = {};
  bool is_proxy = false;
  bool works = false;

  bool operator==(const tried_end&) const = default;
};

/// The largest packets that get through in one direction.
struct known_size {
  /// In bytes of a whole IP packet.
  std::uint32_t largest = 0;
  /// Whether larger ones are sent, and vanish.
  bool has_hole = false;
  /// Whether the search came to its end.
  bool is_known = false;

  bool operator==(const known_size&) const = default;
};

/// The round-trip times of a run.
struct known_times {
  std::chrono::nanoseconds median{0};
  std::chrono::nanoseconds p95{0};
  /// Of a round_trip_sample.
  std::vector<std::chrono::nanoseconds> sample = {};

  bool operator==(const known_times&) const = default;
};

/// What a run is compared by with a later or an earlier one. What is empty was not looked
/// at, or did not come to an end.
struct run_facts {
  std::string id = {};
  std::chrono::system_clock::time_point began = {};
  /// What local time was ahead of UTC where it ran.
  std::optional<std::chrono::minutes> utc_offset = {};
  std::string host = {};
  /// Whether that is an address, and no name to be looked up.
  bool host_is_address = false;
  std::uint16_t port = 0;
  /// "host:port"; empty: it went there directly.
  std::string proxy = {};
  /// Whether its pings were connections, and how large they were otherwise.
  bool connect_only = false;
  std::uint64_t payload_size = 0;

  /// Whether it came to a result; and the stage that failed, none if all worked.
  bool has_result = false;
  std::optional<stage> failed = {};
  /// Whether it only made connections: then nothing is known of the stages after that.
  bool only_connects = false;

  /// The name that was looked up at last, and its addresses.
  std::string looked_up = {};
  std::vector<std::string> addresses = {};
  /// The addresses to which it tried to connect, but those that were given up since
  /// another one was faster; and the ways of an examination.
  std::vector<tried_end> tried = {};
  std::vector<tried_end> ways = {};

  /// Of all pings that were decided, those that were lost or could not be sent.
  share_of_all missed = {};
  std::optional<known_times> times = {};
  std::optional<known_size> there = {};
  std::optional<known_size> back = {};
  /// The routers by hops, an empty text for a silent one; the last one is the target.
  /// Empty: no path was looked at, or it did not end at the target.
  std::vector<std::string> hops = {};

  bool operator==(const run_facts&) const = default;
};

/// A run, and the earlier one that it is compared with.
struct compared_runs {
  run_facts before;
  run_facts now;
};

/// Whether the stage of that name is earlier than the other on its way: a proxy's stages
/// are in place of those of a direct connection.
[[nodiscard]] bool is_earlier(stage one, stage other);

}  // namespace tmss10

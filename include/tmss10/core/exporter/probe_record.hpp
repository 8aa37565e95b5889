// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/probe_facts.hpp>
#include <tmss10/core/run/ping_event.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace tmss10 {

/// Collects what the events of one probe say. It reads no clock: every call says what
/// time it is.
class probe_record {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// `bounds` of the buckets of round-trip times, as of duration_buckets.
  explicit probe_record(std::shared_ptr<const duration_buckets::bounds> bounds = {}) {
    facts_.round_trips = duration_buckets(std::move(bounds));
  }

  /// An event that happened at that time.
  void on(const ping_event& happened, time_point at);
  /// The probe ended at that time: pings that are not decided had it until then.
  void end(time_point at);

  /// All but what no event says: how long the probe took, and the path MTU. Nor does one
  /// say the address of a connection that was kept from an earlier probe.
  [[nodiscard]] const probe_facts& facts() const { return facts_; }

 private:
  struct taker;

  probe_facts facts_;
  bool has_proxy_ = false;
  std::optional<time_point> first_sent_;
  std::uint64_t waiting_ = 0;  // pings that are not decided
};

}  // namespace tmss10

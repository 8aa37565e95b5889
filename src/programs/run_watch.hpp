// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/failures_in_a_row.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/verdict/awaited.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// Watches the events of a run for what ends it early: that what it waits for has come
/// (--until-up, --until-down), that there is nothing to wait for, or that there were too
/// many failures in a row (--max-failures).
class run_watch {
 public:
  explicit run_watch(const ping_options& options)
      : wait_for_(options.wait_for), max_failures_(options.max_failures) {}

  /// Whether the run is to end with this event. `totals`: with it.
  [[nodiscard]] bool ends_with(const ping_event& happened, const statistics& totals);

  /// Whether what the run waits for has come.
  [[nodiscard]] bool has_come() const { return has_come_; }
  /// That the target is down, in words; empty if the run did not wait for that.
  [[nodiscard]] const std::string& came() const { return came_; }
  /// Why it ended without a ping that was sent, or without anything to wait for.
  [[nodiscard]] const std::optional<failure>& vain() const { return vain_; }

 private:
  [[nodiscard]] bool decides_the_wait(const ping_event& happened,
                                      const statistics& totals);
  [[nodiscard]] bool is_one_failure_too_many(const ping_event& happened,
                                             const statistics& totals);

  awaited wait_for_;
  std::optional<std::uint64_t> max_failures_;
  failures_in_a_row failures_;
  std::optional<failure> last_failure_;  // of an attempt at a connection
  std::optional<failure> vain_;
  bool has_come_ = false;
  std::string came_;
};

}  // namespace tmss10

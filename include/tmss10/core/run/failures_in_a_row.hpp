// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <cstdint>

namespace tmss10 {

/// Counts the pings in a row that were not answered, in the order in which that became
/// known: those that the figures call lost, and those that were due but could not be
/// sent. One that is answered in time begins anew.
class failures_in_a_row {
 public:
  void on(const ping_event& happened);

  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace tmss10

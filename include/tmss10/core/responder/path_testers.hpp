// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

namespace tmss10 {

/// Who has tested the path lately, so that a log says it once for all sessions of a test.
/// It reads no clock: every call says what time it is.
class path_testers {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// From one session of a test to the next: an idle limit is looked for in rounds that
  /// last as long as the limit, and firewalls have limits of an hour.
  static constexpr auto longest_pause = std::chrono::hours(1);
  /// More addresses at a time than test a path at one.
  static constexpr std::size_t most_addresses = 16;

  /// Notes that this address tests the path. Whether that is news: it is if the address
  /// has not been noted for longest_pause, or most_addresses others have been since.
  [[nodiscard]] bool note(const std::string& address, time_point now);

 private:
  struct tester {
    std::string address;
    time_point last;
  };
  std::array<tester, most_addresses> known_;
};

}  // namespace tmss10

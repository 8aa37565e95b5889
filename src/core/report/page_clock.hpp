// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// Times on a page, as the clock on the wall had them where the run was. Where it went on
/// over midnight, they have their date.
class page_clock {
 public:
  /// `offset`: what local time is ahead of UTC; none: not known, then it is UTC.
  page_clock(std::optional<std::chrono::minutes> offset,
             std::chrono::system_clock::time_point begin,
             std::chrono::system_clock::time_point end);

  /// "28 Nov 2026, 14:03:12 +01:00 (13:03:12 UTC)"
  [[nodiscard]] std::string date_and_time(
      std::chrono::system_clock::time_point when) const;
  /// "14:03:12", "28 Nov 2026, 14:03:12"
  [[nodiscard]] std::string time(std::chrono::system_clock::time_point when) const;
  /// "14:03:12.104", "28 Nov 2026, 14:03:12.104"
  [[nodiscard]] std::string exact_time(std::chrono::system_clock::time_point when) const;
  /// "+01:00", "UTC"
  [[nodiscard]] std::string zone() const;

 private:
  [[nodiscard]] std::string with_date(std::chrono::system_clock::time_point when,
                                      std::string time) const;

  std::optional<std::chrono::minutes> offset_;
  bool has_dates_;
};

}  // namespace tmss10

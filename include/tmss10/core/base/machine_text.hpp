// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace tmss10 {

/// How times and numbers stand in what programs read. The decimal mark is a point in
/// every locale.

/// RFC 3339 in UTC with microseconds: "2026-11-21T08:05:09.042900Z".
[[nodiscard]] std::string utc_time(std::chrono::system_clock::time_point when);

/// A duration as a number of milliseconds, or of seconds.
[[nodiscard]] double milliseconds_of(std::chrono::nanoseconds value);
[[nodiscard]] double seconds_of(std::chrono::nanoseconds value);

/// A number with that many decimals.
[[nodiscard]] std::string fixed(double value, int decimals);

/// The same without the zeros at its end, and without the point if nothing follows it.
[[nodiscard]] std::string trimmed(double value, int decimals);

/// A number as fixed() shows it, with at most 9 decimals.
[[nodiscard]] double rounded(double value, int decimals);

/// A number above 0, or 0, with as many decimals as it takes to be read as the same: what
/// was typed in up to 9 decimals, without needless zeros.
[[nodiscard]] std::string exact(double value);

}  // namespace tmss10

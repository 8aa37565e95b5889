// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

/// The time stamp before each line. Apart from `epoch`, it is local time with its offset
/// from UTC, to the second as in fping, and in English whatever the locale.
enum class timestamp_format {
  none,
  epoch,    ///< [1795248309.042900], seconds since 1970, as in ping
  iso,      ///< [2026-11-21T09:05:09+0100], ISO 8601
  rfc3339,  ///< [2026-11-21 09:05:09+01:00], RFC 3339, section 5.6
  ctime,    ///< [Sat Nov 21 09:05:09 2026 +0100], ctime(3) with the offset
};

/// A time stamp and a blank, at a place where local time is UTC and `offset`; empty for
/// `none`.
[[nodiscard]] std::string timestamp_text(timestamp_format format,
                                         std::chrono::system_clock::time_point when,
                                         std::chrono::minutes offset);

/// The same where this process is: in the time zone of the system, or of the variable TZ.
[[nodiscard]] std::string timestamp_text(timestamp_format format,
                                         std::chrono::system_clock::time_point when);

/// A time stamp before each line but an empty one, which is bare as ping's is.
[[nodiscard]] std::string with_timestamps(std::string_view lines, timestamp_format format,
                                          std::chrono::system_clock::time_point when);

/// An offset from UTC: "+0100", or "+01:00" with a colon between hours and minutes.
[[nodiscard]] std::string offset_text(std::chrono::minutes offset,
                                      std::string_view between);

/// What local time is ahead of UTC at that moment, by this process's time zone; 0 if the
/// system does not tell. Not for use from several threads.
[[nodiscard]] std::chrono::minutes local_offset(
    std::chrono::system_clock::time_point when);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/base/timestamp.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>

namespace tmss10 {
namespace {

using system_time = std::chrono::system_clock::time_point;

// Not by strftime(): its names depend on the locale, and its %z on the system.
constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> month_names{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The seconds of UTC with the fraction that ping shows.
std::string epoch_text(system_time when) {
  const auto second = std::chrono::floor<std::chrono::seconds>(when);
  const auto fraction = std::chrono::floor<std::chrono::microseconds>(when - second);
  return fmt::format("{}.{:06}", second.time_since_epoch().count(), fraction.count());
}

/// A moment as clocks on the wall and calendars show it.
struct wall_time {
  wall_time(system_time when, std::chrono::minutes offset) {
    const auto second = std::chrono::floor<std::chrono::seconds>(when) + offset;
    const auto midnight = std::chrono::floor<std::chrono::days>(second);
    const std::chrono::year_month_day date(midnight);
    year = static_cast<int>(date.year());
    month = static_cast<unsigned>(date.month());
    day = static_cast<unsigned>(date.day());
    weekday = std::chrono::weekday(midnight).c_encoding();
    const std::chrono::hh_mm_ss time(second - midnight);
    clock = fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                        time.seconds().count());
  }
  /// "2026-11-21"
  [[nodiscard]] std::string date() const {
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  }

  int year = 0;
  unsigned month = 0;    // from 1
  unsigned day = 0;      // from 1
  unsigned weekday = 0;  // from 0, which is Sunday
  std::string clock;     // "09:05:09"
};

std::string local_text(timestamp_format format, system_time when,
                       std::chrono::minutes offset) {
  const wall_time local(when, offset);
  switch (format) {
    case timestamp_format::iso:
      return fmt::format("{}T{}{}", local.date(), local.clock, offset_text(offset, ""));
    case timestamp_format::rfc3339:
      return fmt::format("{} {}{}", local.date(), local.clock, offset_text(offset, ":"));
    case timestamp_format::ctime:
      return fmt::format("{} {} {:2} {} {} {}", day_names.at(local.weekday),
                         month_names.at(local.month - 1), local.day, local.clock,
                         local.year, offset_text(offset, ""));
    case timestamp_format::none:
    case timestamp_format::epoch: break;
  }
  return epoch_text(when);
}

}  // namespace

std::string timestamp_text(timestamp_format format, system_time when,
                           std::chrono::minutes offset) {
  if (format == timestamp_format::none) return {};
  return "[" + local_text(format, when, offset) + "] ";
}

std::string timestamp_text(timestamp_format format, system_time when) {
  const bool is_local =
      format != timestamp_format::none && format != timestamp_format::epoch;
  return timestamp_text(format, when,
                        is_local ? local_offset(when) : std::chrono::minutes(0));
}

std::string with_timestamps(std::string_view lines, timestamp_format format,
                            system_time when) {
  const auto stamp = timestamp_text(format, when);
  std::string out;
  while (!lines.empty()) {
    const auto line = lines.substr(0, std::min(lines.find('\n'), lines.size() - 1) + 1);
    if (line != "\n") out += stamp;
    out += line;
    lines.remove_prefix(line.size());
  }
  return out;
}

std::string offset_text(std::chrono::minutes offset, std::string_view between) {
  const auto size = std::chrono::abs(offset);
  const auto hours = std::chrono::floor<std::chrono::hours>(size);
  return fmt::format("{}{:02}{}{:02}", offset.count() < 0 ? '-' : '+', hours.count(),
                     between, (size - hours).count());
}

std::chrono::minutes local_offset(system_time when) {
  constexpr int first_year = 1900;  // of the years in std::tm
  const auto second = std::chrono::floor<std::chrono::seconds>(when);
  const std::time_t number = std::chrono::system_clock::to_time_t(second);
  const std::tm* const local = std::localtime(&number);
  if (local == nullptr) return std::chrono::minutes(0);
  const std::chrono::sys_days midnight =
      std::chrono::year(first_year + local->tm_year) /
      std::chrono::month(static_cast<unsigned>(local->tm_mon + 1)) /
      std::chrono::day(static_cast<unsigned>(local->tm_mday));
  const auto shown = midnight + std::chrono::hours(local->tm_hour) +
                     std::chrono::minutes(local->tm_min) +
                     std::chrono::seconds(local->tm_sec);
  // Rounded: offsets of the 19th century had seconds, and a clock that counts leap
  // seconds differs from this calendar by some.
  return std::chrono::round<std::chrono::minutes>(shown - second);
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "page_clock.hpp"

#include <tmss10/core/base/timestamp.hpp>

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace tmss10 {
namespace {

using std::chrono::system_clock;

struct parts_of_time {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};

parts_of_time parts_at(system_clock::time_point when, std::chrono::minutes offset) {
  const auto local = std::chrono::floor<std::chrono::milliseconds>(when + offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return {std::chrono::year_month_day(day),
          std::chrono::hh_mm_ss<std::chrono::milliseconds>(local - day)};
}

std::string clock_text(const parts_of_time& at) {
  return fmt::format("{:02}:{:02}:{:02}", at.time.hours().count(),
                     at.time.minutes().count(), at.time.seconds().count());
}

std::string date_text(const std::chrono::year_month_day& date) {
  constexpr std::array<std::string_view, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     months.at(static_cast<unsigned>(date.month()) - 1U),
                     static_cast<int>(date.year()));
}

constexpr std::chrono::minutes no_offset{0};

}  // namespace

page_clock::page_clock(std::optional<std::chrono::minutes> offset,
                       system_clock::time_point begin, system_clock::time_point end)
    : offset_(offset),
      has_dates_(parts_at(begin, offset.value_or(no_offset)).date !=
                 parts_at(end, offset.value_or(no_offset)).date) {}

std::string page_clock::with_date(system_clock::time_point when, std::string time) const {
  if (!has_dates_) return time;
  const auto date = parts_at(when, offset_.value_or(no_offset)).date;
  return fmt::format("{}, {}", date_text(date), time);
}

std::string page_clock::date_and_time(system_clock::time_point when) const {
  const auto local = parts_at(when, offset_.value_or(no_offset));
  auto text = fmt::format("{}, {} {}", date_text(local.date), clock_text(local), zone());
  if (!offset_ || *offset_ == no_offset) return text;
  return fmt::format("{} ({} UTC)", text, clock_text(parts_at(when, no_offset)));
}

std::string page_clock::time(system_clock::time_point when) const {
  return with_date(when, clock_text(parts_at(when, offset_.value_or(no_offset))));
}

std::string page_clock::exact_time(system_clock::time_point when) const {
  const auto at = parts_at(when, offset_.value_or(no_offset));
  return with_date(when,
                   fmt::format("{}.{:03}", clock_text(at), at.time.subseconds().count()));
}

std::string page_clock::zone() const {
  if (!offset_ || *offset_ == no_offset) return "UTC";
  return offset_text(*offset_, ":");
}

}  // namespace tmss10

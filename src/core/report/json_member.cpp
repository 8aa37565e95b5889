// SPDX-License-Identifier: MIT
#include "json_member.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <string_view>

namespace tmss10 {
namespace {

/// Of a text that is read: four times as long as a name can be, whose bytes may all be
/// escaped.
constexpr std::size_t longest_text = 1024;

/// So many digits from there on, as a number; none if they are none.
std::optional<unsigned> digits_at(std::string_view text, std::size_t from,
                                  std::size_t count) {
  unsigned out = 0;
  for (const char one : text.substr(from, count)) {
    if (one < '0' || one > '9') return std::nullopt;
    out = 10 * out + static_cast<unsigned>(one - '0');
  }
  return out;
}

/// Whether a text is like the pattern, in which 0 stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_right =
        pattern[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == pattern[i];
    if (!is_right) return false;
  }
  return true;
}

}  // namespace

void json_member::refuse(const char* what) const {
  throw bad_baseline(fmt::format("it is no report: {} is not {}",
                                 name_.empty() ? "the document" : name_, what));
}

std::optional<json_member> json_member::find(const char* name) const {
  if (!value_.is_object()) refuse("an object");
  const auto found = value_.find(name);
  if (found == value_.end()) return std::nullopt;
  return json_member(*found, name_.empty() ? name : fmt::format("{}.{}", name_, name));
}

json_member json_member::at(const char* name) const {
  if (auto found = find(name)) return *found;
  throw bad_baseline(fmt::format("it is no report: it has no {}{}{}", name_,
                                 name_.empty() ? "" : ".", name));
}

void json_member::for_each(const std::function<void(const json_member&)>& take) const {
  if (!value_.is_array()) refuse("an array");
  for (std::size_t i = 0; i < value_.size(); ++i)
    take(json_member(value_[i], fmt::format("{}[{}]", name_, i)));
}

bool json_member::flag() const {
  if (!value_.is_boolean()) refuse("true or false");
  return value_.get<bool>();
}

std::string json_member::text() const {
  if (!value_.is_string()) refuse("a text");
  const auto& written = value_.get_ref<const std::string&>();
  if (written.size() > longest_text) {
    throw bad_baseline(
        fmt::format("it is no report: {} is longer than {} bytes", name_, longest_text));
  }
  return printable(written);
}

std::uint64_t json_member::number(std::uint64_t most) const {
  if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() > most)
    refuse("a number that it can be");
  return value_.get<std::uint64_t>();
}

std::chrono::nanoseconds json_member::milliseconds() const {
  constexpr double most = 10'000.0 * 24 * 3600 * 1000;
  constexpr double nanoseconds_of_one = 1e6;
  if (!value_.is_number()) refuse("a number");
  const auto value = value_.get<double>();
  if (!(value >= 0 && value <= most)) refuse("a time that it can be");
  return std::chrono::nanoseconds(std::llround(value * nanoseconds_of_one));
}

std::chrono::system_clock::time_point json_member::time() const {
  using namespace std::chrono;
  const auto written = text();
  const auto part = [&written](std::size_t from, std::size_t count) {
    return digits_at(written, from, count).value_or(0);
  };
  if (!has_form(written, "0000-00-00T00:00:00.000000Z")) refuse("a time");
  const year_month_day date(year(static_cast<int>(part(0, 4))), month(part(5, 2)),
                            day(part(8, 2)));
  const bool is_time = part(11, 2) < 24 && part(14, 2) < 60 && part(17, 2) < 60;
  // A clock of 64 bits that counts nanoseconds knows no year 2300.
  if (!date.ok() || !is_time || date.year() < year(1970) || date.year() > year(2199))
    refuse("a time");
  return time_point_cast<system_clock::duration>(
      sys_days(date) + hours(part(11, 2)) + minutes(part(14, 2)) + seconds(part(17, 2)) +
      microseconds(part(20, 6)));
}

std::chrono::minutes json_member::offset() const {
  const auto written = text();
  const bool is_ahead = has_form(written, "+00:00");
  if (!is_ahead && !has_form(written, "-00:00")) refuse("an offset from UTC");
  const auto hours = digits_at(written, 1, 2).value_or(0);
  const auto minutes = digits_at(written, 4, 2).value_or(0);
  if (hours > 23 || minutes > 59) refuse("an offset from UTC");
  const std::chrono::minutes size(hours * 60 + minutes);
  return is_ahead ? size : -size;
}

}  // namespace tmss10

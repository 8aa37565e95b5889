// SPDX-License-Identifier: MIT
#include "core/base/decimal.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <limits>

namespace tmss10 {
namespace {

constexpr double no_end = std::numeric_limits<double>::infinity();
/// A day in milliseconds: far beyond any use, and far from any overflow.
constexpr double most_milliseconds = 86'400'000;
constexpr double most_percent = 100;
/// What the smallest unit of a time is worth, a nanosecond.
constexpr double least_milliseconds = 1e-6;
constexpr double least_percent = 0;

/// The numbers that a figure may have.
struct bounds {
  double above;
  double most;
};

/// Digits with at most one point, up to `most`.
std::optional<double> parse_number(std::string_view text, double most) {
  const auto value = read_decimal(text);
  return value && *value <= most ? value : std::nullopt;
}

std::optional<nagios_range> parse_plain(std::string_view text, const bounds& allowed) {
  const auto value = parse_number(text, allowed.most);
  if (!value || *value <= allowed.above) return std::nullopt;
  return nagios_range{0, *value, true, false};
}

/// "START:END" with its ends left out or not.
std::optional<nagios_range> parse_range(std::string_view text, const bounds& allowed) {
  nagios_range out;
  out.is_inside = text.starts_with('@');
  if (out.is_inside) text.remove_prefix(1);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto start = text.substr(0, colon);
  const auto end = text.substr(colon + 1);
  if (start == "~") {
    out.start = -no_end;
  } else if (const auto value = parse_number(start, allowed.most)) {
    out.start = *value;
  } else {
    return std::nullopt;
  }
  if (end.empty()) return start == "~" ? std::nullopt : std::optional(out);
  const auto value = parse_number(end, allowed.most);
  if (!value || *value < out.start) return std::nullopt;
  out.end = *value;
  return out;
}

std::optional<nagios_range> parse_figure(std::string_view text, const bounds& allowed) {
  return text.find(':') == std::string_view::npos ? parse_plain(text, allowed)
                                                  : parse_range(text, allowed);
}

bool is_above(const std::optional<nagios_range>& warn,
              const std::optional<nagios_range>& crit) {
  return warn && crit && warn->is_plain && crit->is_plain && warn->end > crit->end;
}

}  // namespace

bool nagios_range::alerts(double value) const {
  if (is_plain) return value >= end;
  return (value >= start && value <= end) == is_inside;
}

std::string nagios_range::text() const {
  if (is_plain) return exact(end);
  return (is_inside ? "@" : "") + (start == -no_end ? "~" : exact(start)) + ":" +
         (end == no_end ? "" : exact(end));
}

std::optional<nagios_limit> parse_nagios_limit(std::string_view text) {
  nagios_limit out;
  const auto comma = text.find(',');
  const auto time = text.substr(0, comma);
  if (!time.empty() || comma == std::string_view::npos) {
    out.round_trip = parse_figure(time, {least_milliseconds / 2, most_milliseconds});
    if (!out.round_trip) return std::nullopt;
  }
  if (comma == std::string_view::npos) return out;
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  out.loss = parse_figure(text.substr(comma + 1), {least_percent, most_percent});
  if (!out.loss) return std::nullopt;
  return out;
}

bool warns_too_late(const nagios_thresholds& thresholds) {
  const auto& [warn, crit] = thresholds;
  return warn && crit &&
         (is_above(warn->round_trip, crit->round_trip) ||
          is_above(warn->loss, crit->loss));
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/machine_text.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <locale>
#include <sstream>

namespace tmss10 {
namespace {

/// A day in milliseconds: far beyond any use, and far from any overflow.
constexpr double most_milliseconds = 86'400'000;

std::string_view name_of(nagios_state state) {
  switch (state) {
    case nagios_state::ok: return "OK";
    case nagios_state::warning: return "WARNING";
    case nagios_state::critical: return "CRITICAL";
    case nagios_state::unknown: break;
  }
  return "UNKNOWN";
}

/// A text without the bar that would begin the performance data.
std::string without_bars(std::string_view text) {
  std::string out;
  for (const char c : printable(text))
    out += c == '|' ? "\\x7c" : std::string(1, c);
  return out;
}

/// A decimal over 0 and up to `most`: digits with at most one point.
std::optional<double> parse_number(std::string_view text, double most) {
  if (text.find_first_not_of("0123456789.") != std::string_view::npos) {
    return std::nullopt;
  }
  // Not std::from_chars: libc++ has none for fractions before version 20.
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0;
  in >> value;
  if (in.fail() || !in.eof() || value <= 0 || value > most) return std::nullopt;
  return value;
}

bool has_decided(const statistics& totals) {
  return totals.received + totals.lost > 0;
}

bool reaches(const std::optional<nagios_limit>& limit, const statistics& totals) {
  if (!limit) return false;
  return totals.round_trips.avg() >= limit->round_trip ||
         totals.loss_percent() >= limit->loss_percent;
}

nagios_state state_of(const run_outcome& outcome, const nagios_thresholds& thresholds) {
  const auto& totals = outcome.figures.totals;
  switch (outcome.code) {
    case exit_code::usage:
    case exit_code::interrupted:
    case exit_code::terminated: return nagios_state::unknown;
    case exit_code::all_answered:
    case exit_code::not_all_answered: break;
    default: return nagios_state::critical;
  }
  if (totals.received == 0 || reaches(thresholds.crit, totals)) {
    return nagios_state::critical;
  }
  const bool missed = outcome.code == exit_code::not_all_answered;
  if (thresholds.warn ? reaches(thresholds.warn, totals) : missed) {
    return nagios_state::warning;
  }
  return nagios_state::ok;
}

/// "100", as both thresholds stand in performance data; empty without one.
template <typename Figure>
std::string limits_text(const nagios_thresholds& thresholds, Figure figure) {
  const auto text = [&figure](const std::optional<nagios_limit>& limit) {
    return limit ? trimmed(figure(*limit), 6) : std::string();
  };
  return fmt::format("{};{};0", text(thresholds.warn), text(thresholds.crit));
}

/// U stands for a value that could not be determined.
std::string performance_data(const statistics& totals,
                             const nagios_thresholds& thresholds) {
  const auto time = totals.round_trips.count() == 0
                        ? "U"
                        : fixed(milliseconds_of(totals.round_trips.avg()), 3) + "ms";
  const auto loss = has_decided(totals) ? trimmed(totals.loss_percent(), 3) + "%" : "U";
  return fmt::format(
      "rta={};{} pl={};{}", time,
      limits_text(thresholds,
                  [](const nagios_limit& at) { return milliseconds_of(at.round_trip); }),
      loss,
      limits_text(thresholds, [](const nagios_limit& at) { return at.loss_percent; }));
}

std::string figures_text(const statistics& totals) {
  auto text = fmt::format("{} of {} pings answered", totals.received, totals.transmitted);
  if (totals.round_trips.count() > 0) {
    text += fmt::format(", average {} ms",
                        fixed(milliseconds_of(totals.round_trips.avg()), 2));
  }
  return text;
}

/// What a person reads: the failure if there is one, and the figures if any.
std::string text_of(const run_outcome& outcome) {
  const auto& totals = outcome.figures.totals;
  const auto sentence =
      outcome.why ? without_bars(diagnose(*outcome.why).sentence) : std::string();
  if (totals.transmitted > 0) {
    return figures_text(totals) + (sentence.empty() ? "" : ": " + sentence);
  }
  return sentence.empty() ? "no ping was sent" : sentence;
}

}  // namespace

std::optional<nagios_limit> parse_nagios_limit(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos || !text.ends_with('%')) return std::nullopt;
  const auto milliseconds = parse_number(text.substr(0, comma), most_milliseconds);
  text.remove_suffix(1);
  const auto percent = parse_number(text.substr(comma + 1), 100);
  if (!milliseconds || !percent) return std::nullopt;
  const auto nanoseconds = static_cast<std::int64_t>(std::llround(*milliseconds * 1e6));
  if (nanoseconds == 0) return std::nullopt;
  return nagios_limit{std::chrono::nanoseconds(nanoseconds), *percent};
}

nagios_result nagios_report(const run_outcome& outcome,
                            const nagios_thresholds& thresholds) {
  const auto state = state_of(outcome, thresholds);
  return {state, fmt::format("TMSS10 {} - {} | {}\n", name_of(state), text_of(outcome),
                             performance_data(outcome.figures.totals, thresholds))};
}

nagios_result nagios_unknown(std::string_view message) {
  return {nagios_state::unknown,
          fmt::format("TMSS10 {} - {}\n", name_of(nagios_state::unknown),
                      without_bars(message))};
}

}  // namespace tmss10

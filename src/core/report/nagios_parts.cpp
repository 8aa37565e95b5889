// SPDX-License-Identifier: MIT
#include "nagios_parts.hpp"

#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace tmss10 {
namespace {

/// "100;500;0": both thresholds of a figure and its least value, as performance data have
/// them. A threshold that nobody set is empty.
std::string limits_text(const nagios_thresholds& thresholds,
                        std::optional<nagios_range> nagios_limit::*figure) {
  const auto text = [figure](const std::optional<nagios_limit>& limit) {
    return limit && *limit.*figure ? (*limit.*figure)->text() : std::string();
  };
  return fmt::format("{};{};0", text(thresholds.warn), text(thresholds.crit));
}

std::string figures_text(const statistics& totals) {
  auto text = fmt::format("{} of {} pings answered", totals.received, totals.due());
  if (totals.undecided() > 0)
    text += fmt::format(", {} still unanswered", totals.undecided());
  if (totals.round_trips.count() > 0) {
    text += fmt::format(", average {} ms",
                        fixed(milliseconds_of(totals.round_trips.avg()), 2));
  }
  return text;
}

/// "interrupted (SIGINT) before any result", when a signal has ended the run so; empty
/// otherwise.
std::string signal_text(exit_code code) {
  switch (code) {
    case exit_code::hung_up:
    case exit_code::interrupted:
    case exit_code::terminated: break;
    default: return {};
  }
  const auto meanings = exit_code_meanings();
  return std::string(std::ranges::find(meanings, code, &exit_code_meaning::code)->when);
}

/// A name in the quotes of a label: the guidelines forbid equals signs, and double single
/// quotes.
std::string in_label(std::string_view name) {
  std::string out;
  for (const char c : without_bars(name)) {
    if (c == '=') {
      out += "\\x3d";
    } else {
      out.append(c == '\'' ? 2 : 1, c);
    }
  }
  return out;
}

/// What decided on the state, as far as there are words for it.
std::string reason_of(const run_outcome& outcome, bool is_named) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += "; ";
    text += without_bars(part);
  };
  add(outcome.judged.exceeded);
  add(outcome.came);
  if (outcome.why) {
    add(is_named ? sentence_without_target(*outcome.why)
                 : diagnose(*outcome.why).sentence);
  }
  return text;
}

}  // namespace

std::string_view name_of(nagios_state state) {
  switch (state) {
    case nagios_state::ok: return "OK";
    case nagios_state::warning: return "WARNING";
    case nagios_state::critical: return "CRITICAL";
    case nagios_state::unknown: break;
  }
  return "UNKNOWN";
}

std::string without_bars(std::string_view text) {
  std::string out;
  for (const char c : printable(text))
    out += c == '|' ? "\\x7c" : std::string(1, c);
  return out;
}

std::string performance_data(const run_outcome& outcome,
                             const nagios_thresholds& thresholds, std::string_view name) {
  const auto& totals = outcome.figures.totals;
  const auto label = [name](std::string_view figure) {
    return name.empty() ? std::string(figure)
                        : fmt::format("'{} {}'", in_label(name), figure);
  };
  const auto time = totals.round_trips.count() == 0
                        ? "U"
                        : fixed(milliseconds_of(totals.round_trips.avg()), 3) + "ms";
  const auto loss = totals.decided() > 0 ? trimmed(totals.loss_percent(), 3) + "%" : "U";
  return fmt::format("{}={};{} {}={};{}", label("rta"), time,
                     limits_text(thresholds, &nagios_limit::round_trip), label("pl"),
                     loss, limits_text(thresholds, &nagios_limit::loss));
}

std::string nagios_text(const run_outcome& outcome, bool is_named) {
  if (auto text = signal_text(outcome.judged.code); !text.empty()) return text;
  const auto& totals = outcome.figures.totals;
  const auto reason = reason_of(outcome, is_named);
  if (totals.transmitted > 0) {
    return figures_text(totals) + (reason.empty() ? "" : ": " + reason);
  }
  return reason.empty() ? "no ping was sent" : reason;
}

}  // namespace tmss10

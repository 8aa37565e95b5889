// SPDX-License-Identifier: MIT
#include "summary_text.hpp"

#include "percent_text.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_histogram.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Two decimals as the vendor has them; three show the microseconds.
std::string round_trip_text(nanoseconds value, bool verbose) {
  return fmt::format("{:.{}f}", milliseconds_of(value), verbose ? 3 : 2);
}

/// "4.2 s", "310 ms"
std::string length_text(nanoseconds value) {
  if (value < std::chrono::seconds(1))
    return fmt::format("{:.0f} ms", milliseconds_of(value));
  return trimmed(seconds_of(value), 2) + " s";
}

/// "3 outages"
std::string count_text(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string min_avg_max(const round_trip_times& times, bool verbose) {
  return fmt::format(
      "round-trip min/avg/max = {}/{}/{} ms", round_trip_text(times.min(), verbose),
      round_trip_text(times.avg(), verbose), round_trip_text(times.max(), verbose));
}

/// Told only when not every ping was answered.
std::string loss_line(const statistics& totals) {
  const auto undecided = totals.undecided();
  if (totals.missed() == 0 && undecided == 0) return {};
  std::string line = fmt::format("{} packets received", totals.received);
  if (totals.unsent > 0) {
    line += fmt::format(", {} could not be sent, {}% loss", totals.unsent,
                        loss_percent_text(totals));
  } else if (totals.lost > 0) {
    line += fmt::format(", {}% packet loss", loss_percent_text(totals));
  }
  if (totals.late > 0) line += fmt::format(", {} late", totals.late);
  if (undecided > 0) line += fmt::format(", {} still unanswered", undecided);
  return line + "\n";
}

/// Told only when there was an outage.
std::string outage_line(const availability& target) {
  if (target.outage_count == 0) return {};
  auto line = fmt::format("down {} in {}", length_text(target.down),
                          count_text(target.outage_count, "outage"));
  if (const auto percent = target.percent())
    line +=
        fmt::format(", {}% available", percent_text(*percent, target.down.count() == 0));
  return line + (target.is_down() ? ", down now\n" : "\n");
}

/// Of a run that never had a connection.
std::string attempts_line(const run_figures& of) {
  return fmt::format("no connection in {} since {}\n",
                     count_text(of.totals.attempts, "attempt"), utc_time(of.began));
}

/// What became of the attempts that failed: of each kind how many, and the last one.
std::string failed_lines(const failed_attempts& failed) {
  std::string out;
  for (const auto& kind : failed.kinds()) {
    out += fmt::format("{} failed: {}\n", count_text(kind.count, "attempt"),
                       printable(diagnose(kind.last).sentence));
  }
  return out;
}

/// What this machine did, and not the network.
std::string held_up_line(const statistics& totals) {
  const auto be = [](std::uint64_t count) { return count == 1 ? "was" : "were"; };
  std::string line;
  if (totals.held_up > 0) {
    line = fmt::format("{} ping{} {} held up", totals.held_up,
                       totals.held_up == 1 ? "" : "s", be(totals.held_up));
  }
  if (totals.noticed_late > 0) {
    line += fmt::format("{}{} answer{} {} noticed late", line.empty() ? "" : ", and ",
                        totals.noticed_late, totals.noticed_late == 1 ? "" : "s",
                        be(totals.noticed_late));
  }
  return line.empty() ? line : line + " by this machine\n";
}

/// What TCP made good of what was lost: nothing else shows it.
std::string retransmission_line(const statistics& totals) {
  if (totals.retransmitted_segments == 0) return {};
  return fmt::format("{} of {} pings needed retransmission ({} segment{})\n",
                     totals.retransmitted_pings, totals.transmitted,
                     totals.retransmitted_segments,
                     totals.retransmitted_segments == 1 ? "" : "s");
}

std::string reconnections_line(const statistics& totals) {
  if (totals.reconnections == 0) return {};
  return fmt::format("{} reconnection{}\n", totals.reconnections,
                     totals.reconnections == 1 ? "" : "s");
}

/// "2026-11-29T08:05:09.042900Z to …, 4.2 s: Connection refused"
std::string outage_lines(const availability& target) {
  std::string out;
  if (target.outage_count > target.outages.size()) {
    out += fmt::format("{} before these\n",
                       count_text(target.outage_count - target.outages.size(), "outage"));
  }
  for (const auto& one : target.outages) {
    out += fmt::format("down from {} {}, {}: {}\n", utc_time(one.begin),
                       one.end ? "to " + utc_time(*one.end) : std::string("until now"),
                       length_text(one.length), printable(one.reason.message()));
  }
  return out;
}

/// The lines that -v adds to the summary.
std::string more_figures(const run_figures& of) {
  const auto& times = of.totals.round_trips;
  std::string out = retransmission_line(of.totals);
  if (times.count() > 0) {
    out += fmt::format("mdev/median/p90/p95/p99 = {}/{}/{}/{}/{} ms\n",
                       round_trip_text(times.mdev(), true),
                       round_trip_text(times.percentile(50), true),
                       round_trip_text(times.percentile(90), true),
                       round_trip_text(times.percentile(95), true),
                       round_trip_text(times.percentile(99), true));
    out += fmt::format("first/jitter = {}/{} ms\n", round_trip_text(times.first(), true),
                       round_trip_text(times.jitter(), true));
  }
  if (of.target.longest > nanoseconds(0)) {
    out += fmt::format("longest outage = {:.2f} s\n", seconds_of(of.target.longest));
  }
  out += outage_lines(of.target);
  if (of.totals.bytes_sent > 0) {
    out += fmt::format("{} bytes sent, {} bytes received\n", of.totals.bytes_sent,
                       of.totals.bytes_received);
  }
  if (of.kernel.smoothed_round_trip > nanoseconds(0)) {
    out += fmt::format("the system's own round-trip smoothed/min = {}/{} ms\n",
                       round_trip_text(of.kernel.smoothed_round_trip, true),
                       round_trip_text(of.kernel.min_round_trip, true));
  }
  const auto histogram = histogram_lines(times);
  if (!histogram.empty()) out += "histogram of round-trip times:\n" + histogram;
  return out;
}

/// What was typed, and the way there: the vendor's heading has one address alone.
std::string target_lines(const summary_style& style) {
  std::string out;
  const bool direct = style.proxy.empty();
  if (!style.tried.empty())
    out += fmt::format("target {}{}\n", style.tried, direct ? style.used : "");
  if (!direct) out += fmt::format("via proxy {}{}\n", style.proxy, style.used);
  return out;
}

/// Whether its only attempt failed, or met the deadline: then the failure says all there
/// is to say. A signal leaves nothing else that says it.
bool is_one_failure(const statistics& totals) {
  const bool has_failed = totals.failed.count() == totals.attempts || totals.unsent > 0;
  return totals.transmitted == 0 && totals.attempts <= 1 && has_failed;
}

}  // namespace

std::string summary_text(const run_figures& figures, const summary_style& style) {
  const auto& totals = figures.totals;
  const bool has_been_down = style.endless && totals.unsent > 0;
  if (is_one_failure(totals) && !has_been_down) return {};
  const auto painted = [&style](std::string line, tone of) {
    return style.color ? in_color(std::move(line), of) : line;
  };
  std::string out =
      fmt::format("\n--- {} TMSS10Ping statistics ---\n{} packets transmitted\n",
                  style.target, totals.transmitted);
  if (style.verbose) out += target_lines(style);
  out += painted(loss_line(totals), totals.missed() > 0 ? tone::bad : tone::plain);
  if (totals.transmitted == 0) out += painted(attempts_line(figures), tone::bad);
  if (totals.transmitted == 0 || style.verbose)
    out += painted(failed_lines(totals.failed), tone::bad);
  out += painted(outage_line(figures.target), tone::bad);
  out += painted(reconnections_line(totals), tone::doubtful);
  out += painted(held_up_line(totals), tone::doubtful);
  if (totals.round_trips.count() > 0)
    out += min_avg_max(totals.round_trips, style.verbose) + "\n";
  if (style.verbose) out += more_figures(figures);
  return out;
}

std::string snapshot_line(const run_figures& figures) {
  const auto& totals = figures.totals;
  std::string out = fmt::format("{}/{} packets", totals.received, totals.due());
  if (totals.decided() > 0) out += ", " + loss_percent_text(totals) + "% loss";
  if (totals.round_trips.count() > 0)
    out += ", " + min_avg_max(totals.round_trips, false);
  if (figures.target.is_down()) {
    const auto& now = figures.target.outages.back();
    out += fmt::format(", down for {} since {}", length_text(now.length),
                       utc_time(now.begin));
  }
  return out + "\n";
}

}  // namespace tmss10

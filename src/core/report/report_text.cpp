// SPDX-License-Identifier: MIT
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/report_histogram.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Two decimals as the vendor has them; three show the microseconds.
std::string time_text(nanoseconds value, bool verbose) {
  return fmt::format("{:.{}f}", milliseconds_of(value), verbose ? 3 : 2);
}

/// A share of losses in up to 3 digits, which are 0 or 100 only when nothing or
/// everything was lost.
std::string percent_text(const statistics& totals) {
  double percent = totals.loss_percent();
  if (totals.received > 0) percent = std::min(percent, 99.9);
  if (percent == 0 || percent >= 100) return fmt::format("{:.0f}", percent);
  // Not {:.3g}, which has 1e-05 for a small share.
  const int decimals = std::max(0, 2 - static_cast<int>(std::floor(std::log10(percent))));
  std::string text = fmt::format("{:.{}f}", percent, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string min_avg_max(const round_trip_times& times, bool verbose) {
  return fmt::format("round-trip min/avg/max = {}/{}/{} ms",
                     time_text(times.min(), verbose), time_text(times.avg(), verbose),
                     time_text(times.max(), verbose));
}

/// Told only when not every ping was answered.
std::string loss_line(const statistics& totals) {
  const std::uint64_t undecided = totals.transmitted - totals.received - totals.lost;
  if (totals.lost == 0 && undecided == 0) return {};
  std::string line = fmt::format("{} packets received", totals.received);
  if (totals.lost > 0) line += fmt::format(", {}% packet loss", percent_text(totals));
  if (totals.late > 0) line += fmt::format(", {} late", totals.late);
  if (undecided > 0) line += fmt::format(", {} still unanswered", undecided);
  return line + "\n";
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

/// The lines that -v adds to the summary.
std::string more_figures(const run_figures& of) {
  const auto& times = of.totals.round_trips;
  std::string out = retransmission_line(of.totals);
  if (times.count() > 0) {
    out += fmt::format(
        "mdev/median/p90/p95/p99 = {}/{}/{}/{}/{} ms\n", time_text(times.mdev(), true),
        time_text(times.percentile(50), true), time_text(times.percentile(90), true),
        time_text(times.percentile(95), true), time_text(times.percentile(99), true));
    out += fmt::format("first/jitter = {}/{} ms\n", time_text(times.first(), true),
                       time_text(times.jitter(), true));
  }
  if (of.longest_outage > nanoseconds(0)) {
    out += fmt::format("longest outage = {:.2f} s\n", seconds_of(of.longest_outage));
  }
  if (of.totals.bytes_sent > 0) {
    out += fmt::format("{} bytes sent, {} bytes received\n", of.totals.bytes_sent,
                       of.totals.bytes_received);
  }
  if (of.kernel.smoothed_round_trip > nanoseconds(0)) {
    out += fmt::format("the system's own round-trip smoothed/min = {}/{} ms\n",
                       time_text(of.kernel.smoothed_round_trip, true),
                       time_text(of.kernel.min_round_trip, true));
  }
  const auto histogram = histogram_lines(times);
  if (!histogram.empty()) out += "histogram of round-trip times:\n" + histogram;
  return out;
}

std::string reconnections_line(const statistics& totals) {
  if (totals.reconnections == 0) return {};
  return fmt::format("{} reconnection{}\n", totals.reconnections,
                     totals.reconnections == 1 ? "" : "s");
}

/// "192.0.2.7 port 5000 from 192.0.2.1 port 40000 in 0.310 ms"
template <typename Event>
std::string connection_text(const Event& at) {
  return fmt::format("{} port {} from {} port {} in {:.3f} ms\n", at.address, at.port,
                     at.local_address, at.local_port, milliseconds_of(at.took));
}

/// A line of the screen.
struct shown {
  std::string text = {};
  tone color = tone::plain;
  /// Whether -v alone shows it.
  bool is_detail = false;
};

shown detail(std::string text) {
  return {std::move(text), tone::plain, true};
}

/// The line of each event; an empty one is not shown.
struct to_line {
  const std::string& address;
  bool verbose;

  shown operator()(const event::connecting& at) const {
    if (at.asked_for.empty()) return {};
    return detail(fmt::format("asking proxy {} for {}\n", at.proxy,
                              authority_of(at.asked_for, at.port)));
  }
  shown operator()(const event::resolved& at) const {
    const auto name =
        at.ascii_name.empty() ? at.host : fmt::format("{} ({})", at.host, at.ascii_name);
    return detail(fmt::format("resolved {} to {} in {:.3f} ms\n", name,
                              fmt::join(at.addresses, ", "), milliseconds_of(at.took)));
  }
  shown operator()(const event::attempt& /*at*/) const { return {}; }
  shown operator()(const event::connected& at) const {
    return detail("connected to " + connection_text(at));
  }
  shown operator()(const event::proxy_connected& at) const {
    return detail("connected to proxy " + connection_text(at));
  }
  shown operator()(const event::tunnelled& at) const {
    return detail(fmt::format("tunnel to {} open in {:.3f} ms\n",
                              authority_of(at.host, at.port), milliseconds_of(at.took)));
  }
  shown operator()(const event::greeted& at) const {
    return detail(
        fmt::format("greeting received in {:.3f} ms\n", milliseconds_of(at.took)));
  }
  shown operator()(const event::established& at) const {
    return detail(fmt::format("handshake done in {:.3f} ms ({})\n",
                              milliseconds_of(at.took),
                              at.open_mode ? "open mode" : "site key"));
  }
  // On standard error, with its hint.
  shown operator()(const event::not_connected& /*at*/) const { return {}; }
  shown operator()(const event::unsent& at) const {
    return {fmt::format("not sent to {}: seq={} ({})\n", address, at.sequence,
                        at.reason.message()),
            tone::bad, true};
  }
  shown operator()(const event::sent& /*at*/) const { return {}; }
  shown operator()(const event::attempted& /*at*/) const { return {}; }
  shown operator()(const event::retransmitted& /*at*/) const { return {}; }
  shown operator()(const event::held_up& /*at*/) const { return {}; }
  shown operator()(const event::reply& at) const {
    const bool sent_again = verbose && at.retransmits > 0;
    return {fmt::format("{} bytes from {}: seq={} time={} ms{}{}\n", at.wire_size,
                        address, at.sequence, time_text(at.round_trip, verbose),
                        at.late           ? " (late)"
                        : at.noticed_late ? " (noticed late)"
                                          : "",
                        sent_again ? fmt::format(" retrans=+{}", at.retransmits) : ""),
            at.late || at.noticed_late || sent_again ? tone::doubtful : tone::plain};
  }
  shown operator()(const event::bad_reply& at) const {
    return {fmt::format("bad reply from {}: seq={} ({})\n", address, at.sequence,
                        at.reason.message()),
            tone::bad};
  }
  shown operator()(const event::lost& at) const {
    const auto why = at.reason == errc::timed_out
                         ? fmt::format("{:.2f} s", seconds_of(at.waited))
                         : "connection lost";
    return {fmt::format("no reply from {}: seq={} ({})\n", address, at.sequence, why),
            tone::bad};
  }
  shown operator()(const event::connection_made& at) const {
    return {fmt::format("connected to {}: seq={} time={} ms{}\n", address, at.sequence,
                        time_text(at.took, verbose),
                        at.noticed_late ? " (noticed late)" : ""),
            at.noticed_late ? tone::doubtful : tone::plain};
  }
  shown operator()(const event::connection_failed& at) const {
    return {fmt::format("no connection to {}: seq={} ({})\n", address, at.sequence,
                        at.reason.message()),
            tone::bad};
  }
  shown operator()(const event::closed_at_once& at) const {
    return {fmt::format("closed at once by {}: seq={} (after {:.2f} ms)\n", address,
                        at.sequence, milliseconds_of(at.after)),
            tone::bad};
  }
  shown operator()(const event::disconnected& at) const {
    return {fmt::format("disconnected from {}: {}\n", address, at.reason.message()),
            tone::bad};
  }
};

/// One line with its end: hosts, addresses and reasons come from outside.
std::string printable_line(std::string_view line) {
  return printable(line.substr(0, line.size() - 1)) + "\n";
}

}  // namespace

std::string text_report::on(const ping_event& happened,
                            std::chrono::system_clock::time_point now) {
  if (const auto* at = std::get_if<event::connected>(&happened))
    address_ = printable(at->address);
  if (const auto* at = std::get_if<event::tunnelled>(&happened))
    address_ = printable(at->host);
  if (const auto* at = std::get_if<event::connecting>(&happened))
    proxy_ = printable(at->proxy);
  if (style_.quiet) return {};
  const auto line = std::visit(to_line{address_, style_.verbose}, happened);
  if (line.text.empty() || (line.is_detail && !style_.verbose)) return {};
  auto text = printable_line(line.text);
  if (style_.timestamps) text = with_timestamps(text, now);
  return painted(std::move(text), line.color);
}

std::string text_report::detail(const std::string& text,
                                std::chrono::system_clock::time_point now) const {
  if (style_.quiet || !style_.verbose || text.empty()) return {};
  const auto line = printable(text) + "\n";
  return style_.timestamps ? with_timestamps(line, now) : line;
}

std::string text_report::painted(std::string line, tone of) const {
  return style_.color ? in_color(std::move(line), of) : line;
}

std::string text_report::summary(const run_figures& figures) const {
  const auto& totals = figures.totals;
  if (totals.transmitted == 0) return {};
  std::string out =
      fmt::format("\n--- {} TMSS10Ping statistics ---\n{} packets transmitted\n",
                  address_, totals.transmitted);
  if (style_.verbose && !proxy_.empty()) out += fmt::format("via proxy {}\n", proxy_);
  out += painted(loss_line(totals), totals.lost > 0 ? tone::bad : tone::plain);
  out += painted(reconnections_line(totals), tone::doubtful);
  out += painted(held_up_line(totals), tone::doubtful);
  if (totals.round_trips.count() > 0)
    out += min_avg_max(totals.round_trips, style_.verbose) + "\n";
  if (style_.verbose) out += more_figures(figures);
  return out;
}

std::string snapshot_line(const statistics& totals) {
  std::string out = fmt::format("{}/{} packets", totals.received, totals.transmitted);
  if (totals.received + totals.lost > 0) out += ", " + percent_text(totals) + "% loss";
  if (totals.round_trips.count() > 0)
    out += ", " + min_avg_max(totals.round_trips, false);
  return out + "\n";
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include "comparison_text.hpp"
#include "examination_text.hpp"
#include "look_text.hpp"
#include "run_text.hpp"
#include "summary_text.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Two decimals as the vendor has them; three show the microseconds.
std::string time_text(nanoseconds value, bool verbose) {
  return fmt::format("{:.{}f}", milliseconds_of(value), verbose ? 3 : 2);
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
  // Of one that connected, the next line says it.
  shown operator()(const event::attempt& at) const {
    if (!at.error) return {};
    const auto from =
        at.local_address.empty() ? std::string() : " from " + at.local_address;
    return detail(fmt::format("tried {}{} port {}{} for {:.3f} ms: {}\n",
                              at.of_proxy ? "proxy " : "", at.address, at.port, from,
                              milliseconds_of(at.took),
                              attempt_result(at.error, at.icmp)));
  }
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
  // Several lines each: look_lines() has them.
  shown operator()(const event::path_found& /*at*/) const { return {}; }
  shown operator()(const event::sizes_found& /*at*/) const { return {}; }
  shown operator()(const event::idle_step& /*at*/) const { return {}; }
  shown operator()(const event::idle_found& /*at*/) const { return {}; }
  shown operator()(const event::observed& /*at*/) const { return {}; }
  shown operator()(const event::way_tried& /*at*/) const { return {}; }
  shown operator()(const event::part_examined& /*at*/) const { return {}; }
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
    const auto reason =
        at.why.icmp ? attempt_result(at.reason, at.why.icmp) : at.reason.message();
    return {
        fmt::format("no connection to {}: seq={} ({})\n", address, at.sequence, reason),
        tone::bad};
  }
  shown operator()(const event::closed_at_once& at) const {
    return {fmt::format("{} at once by {}: seq={} (after {:.2f} ms)\n",
                        at.was_reset ? "reset" : "closed", address, at.sequence,
                        milliseconds_of(at.after)),
            tone::bad};
  }
  // What it means is a note on standard error.
  shown operator()(const event::banner& at) const {
    return detail(fmt::format(
        "banner from {}: seq={} \"{}\" (after {:.2f} ms)\n", address, at.sequence,
        escape(at.first_bytes, event::banner::most_bytes), milliseconds_of(at.after)));
  }
  shown operator()(const event::disconnected& at) const {
    return {fmt::format("disconnected from {}: {}\n", address, at.reason.message()),
            tone::bad};
  }
};

/// With its blank line before.
std::string verdict_heading(const std::string& host) {
  return fmt::format("\n--- {} TMSS10Ping verdict ---\n", printable(host));
}

/// A terminal that has room for less than this beside a time stamp gets longer lines.
constexpr std::size_t least_columns = 20;

constexpr char bell = '\a';

/// Whether a ping was answered, late or not.
bool is_answer(const ping_event& happened) {
  return std::holds_alternative<event::reply>(happened) ||
         std::holds_alternative<event::connection_made>(happened);
}

/// Whether an examination shows it without -v: what is not as it should be, and the
/// addresses.
bool is_of_examination(const ping_event& happened) {
  const auto* const name = std::get_if<event::resolved>(&happened);
  const bool is_name = name != nullptr && name->addresses != std::vector{name->host};
  return is_name || std::holds_alternative<event::lost>(happened) ||
         std::holds_alternative<event::bad_reply>(happened) ||
         std::holds_alternative<event::disconnected>(happened);
}

/// One line with its end: hosts, addresses and reasons come from outside.
std::string printable_line(std::string_view line) {
  return printable(line.substr(0, line.size() - 1)) + "\n";
}

}  // namespace

std::string text_report::begin(const run_description& run,
                               std::chrono::system_clock::time_point now) const {
  std::string out;
  for (const auto& line : run_lines(run)) {
    out += style_.examines && !style_.quiet
               ? with_timestamps(printable(line) + "\n", style_.timestamps, now)
               : detail(line, now);
  }
  return out;
}

std::string text_report::on(const ping_event& happened,
                            std::chrono::system_clock::time_point now) {
  if (const auto* at = std::get_if<event::connected>(&happened)) {
    address_ = printable(at->address);
    used_.add(at->address, at->local_address, at->interface_name);
  }
  if (const auto* at = std::get_if<event::proxy_connected>(&happened))
    used_.add(at->address, at->local_address, at->interface_name);
  if (const auto* at = std::get_if<event::tunnelled>(&happened))
    address_ = printable(at->host);
  if (const auto* at = std::get_if<event::connecting>(&happened)) {
    host_ = printable(at->host);
    port_ = at->port;
    proxy_ = printable(at->proxy);
  }
  const auto taken = timestamp_text(style_.timestamps, now).size();
  const look_style look{style_.quiet, style_.verbose, style_.examines,
                        std::max(style_.columns, taken + least_columns) - taken};
  std::string lines;
  if (style_.examines && style_.quiet) return {};
  if (std::holds_alternative<event::way_tried>(happened) && !has_ways_) {
    has_ways_ = true;
    lines += with_timestamps("ways that were tried:\n", style_.timestamps, now);
  }
  for (const auto& line : look_lines(happened, look))
    lines += with_timestamps(printable(line) + "\n", style_.timestamps, now);
  if (style_.quiet || !lines.empty()) return lines;
  const auto& peer = address_.empty() ? host_ : address_;
  const auto line = std::visit(to_line{peer, style_.verbose}, happened);
  const bool is_detail = style_.examines ? !is_of_examination(happened) : line.is_detail;
  if (line.text.empty() || (is_detail && !style_.verbose)) return {};
  auto text = printable_line(line.text);
  text = painted(with_timestamps(text, style_.timestamps, now), line.color);
  if (style_.audible && is_answer(happened)) text.insert(text.size() - 1, 1, bell);
  return text;
}

std::string text_report::detail(const std::string& text,
                                std::chrono::system_clock::time_point now) const {
  if (style_.quiet || !style_.verbose || text.empty()) return {};
  return with_timestamps(printable(text) + "\n", style_.timestamps, now);
}

std::string text_report::painted(std::string line, tone of) const {
  return style_.color ? in_color(std::move(line), of) : line;
}

std::string text_report::verdict(const std::string& host, const examination_judgement& of,
                                 std::chrono::system_clock::time_point now) const {
  auto text = verdict_heading(host);
  const auto color = of.is == standing::works                ? tone::plain
                     : of.is == standing::works_with_remarks ? tone::doubtful
                                                             : tone::bad;
  for (const auto& line : examination_lines(of, style_.columns))
    text += painted(printable(line) + "\n", color);
  return with_timestamps(text, style_.timestamps, now);
}

std::string text_report::comparison(const std::string& host, const run_comparison& of,
                                    bool follows,
                                    std::chrono::system_clock::time_point now) const {
  auto text = follows ? std::string() : verdict_heading(host);
  const auto color = of.is_worse() ? tone::bad : tone::plain;
  for (const auto& line : comparison_lines(of, style_.columns))
    text += painted(printable(line) + "\n", color);
  return with_timestamps(text, style_.timestamps, now);
}

std::string text_report::summary(const run_figures& figures,
                                 std::chrono::system_clock::time_point now) const {
  summary_style style{address_.empty() ? host_ : address_, proxy_, style_.verbose,
                      style_.color};
  if (port_ != 0) style.tried = fmt::format("{} port {}", host_, port_);
  style.used = printable(used_.text());
  style.endless = style_.endless;
  return with_timestamps(summary_text(figures, style), style_.timestamps, now);
}

}  // namespace tmss10

// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_prometheus.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// A label's value: backslash, quote and line feed are escaped.
std::string label_value(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;  // printable leaves no line feed
  }
  return out;
}

std::string seconds_text(nanoseconds value) {
  return trimmed(seconds_of(value), 9);
}

}  // namespace

/// What is added for one target.
class prometheus_figures::target_figures {
 public:
  target_figures(prometheus_figures& to, const run_outcome& outcome)
      : to_(to), labels_(fmt::format("target=\"{}\"", label_value(outcome.host))) {
    if (outcome.port != 0) labels_ += fmt::format(",port=\"{}\"", outcome.port);
    for (const auto& [name, value] : outcome.labels)
      labels_ += fmt::format(",{}=\"{}\"", name, label_value(value));
  }

  /// All of them. Without a verdict the run goes on.
  void add(const verdict* judged, const run_figures& figures,
           std::chrono::system_clock::time_point now);

 private:
  void gauge(std::string_view name, std::string_view help, const std::string& value) {
    to_.family_of(name, help, "gauge").samples +=
        fmt::format("tmss10ping_{}{{{}}} {}\n", name, labels_, value);
  }
  void gauge(std::string_view name, std::string_view help, std::uint64_t value) {
    gauge(name, help, std::to_string(value));
  }
  void gauge(std::string_view name, std::string_view help, nanoseconds value) {
    gauge(name, help, seconds_text(value));
  }
  void summary(std::string_view name, std::string_view help,
               const round_trip_times& times);

  void add_verdict(const verdict& judged);
  void add_counts(const statistics& totals);
  void add_times(const round_trip_times& times);
  void add_outages(const availability& target);
  void add_system_times(const tcp_facts& kernel);

  prometheus_figures& to_;
  std::string labels_;
};

void prometheus_figures::target_figures::summary(std::string_view name,
                                                 std::string_view help,
                                                 const round_trip_times& times) {
  auto& text = to_.family_of(name, help, "summary").samples;
  for (const int percent : {50, 90, 95, 99}) {
    text +=
        fmt::format("tmss10ping_{}{{{},quantile=\"{}\"}} {}\n", name, labels_,
                    trimmed(percent / 100.0, 2), seconds_text(times.percentile(percent)));
  }
  const double sum = seconds_of(times.avg()) * static_cast<double>(times.count());
  text += fmt::format("tmss10ping_{}_sum{{{}}} {}\n", name, labels_, trimmed(sum, 9));
  text += fmt::format("tmss10ping_{}_count{{{}}} {}\n", name, labels_, times.count());
}

void prometheus_figures::target_figures::add_counts(const statistics& totals) {
  gauge("pings_transmitted", "Pings that were sent.", totals.transmitted);
  gauge("pings_received", "Pings that were answered in time and right.", totals.received);
  gauge("pings_lost", "Pings that were not answered in time, or answered wrong.",
        totals.lost);
  gauge("pings_unsent", "Pings that were due and could not be sent.", totals.unsent);
  gauge("pings_late", "Lost pings that were answered after their time-out.", totals.late);
  gauge("pings_held_up", "Pings that this machine held up: not sent, and not lost.",
        totals.held_up);
  gauge("pings_noticed_late",
        "Received pings whose answers this machine noticed late; their times do not "
        "count.",
        totals.noticed_late);
  if (totals.decided() > 0) {
    gauge("loss_ratio", "Lost and unsent pings of the decided ones, 0 to 1.",
          trimmed(totals.loss_percent() / 100, 9));
  }
  gauge("connection_attempts", "Connections that were begun, however they ended.",
        totals.attempts);
  gauge("reconnections", "Connections that were made in place of a lost one.",
        totals.reconnections);
  gauge("sent_bytes", "Bytes of pings on the wire, without handshakes.",
        totals.bytes_sent);
  gauge("received_bytes", "Bytes of answers on the wire, without handshakes.",
        totals.bytes_received);
  gauge("retransmitted_pings",
        "Answered pings during which TCP sent something again (Linux).",
        totals.retransmitted_pings);
  gauge("retransmitted_segments", "Segments that TCP sent again (Linux).",
        totals.retransmitted_segments);
}

void prometheus_figures::target_figures::add_times(const round_trip_times& times) {
  if (times.count() == 0) return;
  summary("round_trip_seconds", "Round-trip times of answered pings.", times);
  gauge("round_trip_min_seconds", "The shortest round-trip time.", times.min());
  gauge("round_trip_max_seconds", "The longest round-trip time.", times.max());
  gauge("round_trip_mdev_seconds", "The standard deviation of round-trip times.",
        times.mdev());
  gauge("round_trip_first_seconds", "The first round-trip time.", times.first());
  gauge("round_trip_jitter_seconds",
        "The interarrival jitter of RFC 3550 of round-trip times.", times.jitter());
}

void prometheus_figures::target_figures::add_outages(const availability& target) {
  gauge("outages", "Times without an answer.", target.outage_count);
  gauge("down_seconds", "The length of all outages together.", target.down);
  gauge("up_seconds", "The rest of the time since the first ping was due.", target.up);
  gauge("longest_outage_seconds", "The longest time without an answer.", target.longest);
}

void prometheus_figures::target_figures::add_system_times(const tcp_facts& kernel) {
  if (kernel.smoothed_round_trip == nanoseconds(0)) return;
  gauge("system_round_trip_smoothed_seconds",
        "The system's own smoothed round-trip time of the connection.",
        kernel.smoothed_round_trip);
  gauge("system_round_trip_min_seconds",
        "The system's own smallest round-trip time of the connection.",
        kernel.min_round_trip);
}

void prometheus_figures::target_figures::add_verdict(const verdict& judged) {
  gauge("success", "Whether every ping was answered: 1, or 0.",
        std::uint64_t{judged.code == exit_code::all_answered ? 1U : 0U});
  gauge("exit_code", "The exit code of TMSS10Ping.",
        static_cast<std::uint64_t>(judged.code));
}

void prometheus_figures::target_figures::add(const verdict* judged,
                                             const run_figures& figures,
                                             std::chrono::system_clock::time_point now) {
  if (judged != nullptr) {
    add_verdict(*judged);
  } else {
    gauge("running", "1 while the run goes on; left out at its end.", std::uint64_t{1});
  }
  // Cut as utc_time cuts it: the same moment has the same digits in JSON.
  const auto updated = std::chrono::floor<std::chrono::microseconds>(now);
  gauge("updated_timestamp_seconds", "When these figures were written.",
        trimmed(seconds_of(updated.time_since_epoch()), 6));
  add_counts(figures.totals);
  add_times(figures.totals.round_trips);
  add_outages(figures.target);
  add_system_times(figures.kernel);
}

prometheus_figures::family& prometheus_figures::family_of(std::string_view name,
                                                          std::string_view help,
                                                          std::string_view type) {
  const auto found = std::find_if(families_.begin(), families_.end(),
                                  [name](const auto& one) { return one.name == name; });
  if (found != families_.end()) return *found;
  auto head = fmt::format("# HELP tmss10ping_{} {}\n# TYPE tmss10ping_{} {}\n", name,
                          help, name, type);
  return families_.emplace_back(family{name, std::move(head), {}});
}

void prometheus_figures::add(const run_outcome& outcome,
                             std::chrono::system_clock::time_point now) {
  target_figures(*this, outcome).add(&outcome.judged, outcome.figures, now);
}

void prometheus_figures::add_so_far(const run_outcome& so_far,
                                    std::chrono::system_clock::time_point now) {
  target_figures(*this, so_far).add(nullptr, so_far.figures, now);
}

std::string prometheus_figures::text() const {
  std::string out;
  for (const auto& one : families_)
    out.append(one.head).append(one.samples);
  return out;
}

std::string prometheus_text(const run_outcome& outcome,
                            std::chrono::system_clock::time_point now) {
  prometheus_figures out;
  out.add(outcome, now);
  return out.text();
}

std::string prometheus_text_so_far(const run_outcome& so_far,
                                   std::chrono::system_clock::time_point now) {
  prometheus_figures out;
  out.add_so_far(so_far, now);
  return out.text();
}

}  // namespace tmss10

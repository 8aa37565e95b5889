// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_prometheus.hpp>

#include <fmt/format.h>

#include <string_view>

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

/// The file as it grows.
class metrics {
 public:
  explicit metrics(const run_outcome& outcome)
      : labels_(fmt::format("target=\"{}\"", label_value(outcome.host))) {
    if (outcome.port != 0) labels_ += fmt::format(",port=\"{}\"", outcome.port);
    for (const auto& [name, value] : outcome.labels)
      labels_ += fmt::format(",{}=\"{}\"", name, label_value(value));
  }

  void gauge(std::string_view name, std::string_view help, const std::string& value) {
    head(name, help, "gauge");
    text_ += fmt::format("tmss10ping_{}{{{}}} {}\n", name, labels_, value);
  }
  void gauge(std::string_view name, std::string_view help, std::uint64_t value) {
    gauge(name, help, std::to_string(value));
  }
  void gauge(std::string_view name, std::string_view help, nanoseconds value) {
    gauge(name, help, seconds_text(value));
  }

  void summary(std::string_view name, std::string_view help,
               const round_trip_times& times) {
    head(name, help, "summary");
    for (const int percent : {50, 90, 95, 99}) {
      text_ += fmt::format("tmss10ping_{}{{{},quantile=\"{}\"}} {}\n", name, labels_,
                           trimmed(percent / 100.0, 2),
                           seconds_text(times.percentile(percent)));
    }
    const double sum = seconds_of(times.avg()) * static_cast<double>(times.count());
    text_ += fmt::format("tmss10ping_{}_sum{{{}}} {}\n", name, labels_, trimmed(sum, 9));
    text_ += fmt::format("tmss10ping_{}_count{{{}}} {}\n", name, labels_, times.count());
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void head(std::string_view name, std::string_view help, std::string_view type) {
    text_ += fmt::format("# HELP tmss10ping_{} {}\n# TYPE tmss10ping_{} {}\n", name, help,
                         name, type);
  }

  std::string labels_;
  std::string text_;
};

void add_counts(metrics& to, const statistics& totals) {
  to.gauge("pings_transmitted", "Pings that were sent.", totals.transmitted);
  to.gauge("pings_received", "Pings that were answered in time and right.",
           totals.received);
  to.gauge("pings_lost", "Pings that were not answered in time, or answered wrong.",
           totals.lost);
  to.gauge("pings_unsent", "Pings that were due and could not be sent.", totals.unsent);
  to.gauge("pings_late", "Lost pings that were answered after their time-out.",
           totals.late);
  to.gauge("pings_held_up", "Pings that this machine held up: not sent, and not lost.",
           totals.held_up);
  to.gauge("pings_noticed_late",
           "Received pings whose answers this machine noticed late; their times do not "
           "count.",
           totals.noticed_late);
  if (totals.decided() > 0) {
    to.gauge("loss_ratio", "Lost and unsent pings of the decided ones, 0 to 1.",
             trimmed(totals.loss_percent() / 100, 9));
  }
  to.gauge("connection_attempts", "Connections that were begun, however they ended.",
           totals.attempts);
  to.gauge("reconnections", "Connections that were made in place of a lost one.",
           totals.reconnections);
  to.gauge("sent_bytes", "Bytes of pings on the wire, without handshakes.",
           totals.bytes_sent);
  to.gauge("received_bytes", "Bytes of answers on the wire, without handshakes.",
           totals.bytes_received);
  to.gauge("retransmitted_pings",
           "Answered pings during which TCP sent something again (Linux).",
           totals.retransmitted_pings);
  to.gauge("retransmitted_segments", "Segments that TCP sent again (Linux).",
           totals.retransmitted_segments);
}

void add_times(metrics& to, const round_trip_times& times) {
  if (times.count() == 0) return;
  to.summary("round_trip_seconds", "Round-trip times of answered pings.", times);
  to.gauge("round_trip_min_seconds", "The shortest round-trip time.", times.min());
  to.gauge("round_trip_max_seconds", "The longest round-trip time.", times.max());
  to.gauge("round_trip_mdev_seconds", "The standard deviation of round-trip times.",
           times.mdev());
  to.gauge("round_trip_first_seconds", "The first round-trip time.", times.first());
  to.gauge("round_trip_jitter_seconds",
           "The interarrival jitter of RFC 3550 of round-trip times.", times.jitter());
}

void add_outages(metrics& to, const availability& target) {
  to.gauge("outages", "Times without an answer.", target.outage_count);
  to.gauge("down_seconds", "The length of all outages together.", target.down);
  to.gauge("up_seconds", "The rest of the time since the first ping was due.", target.up);
  to.gauge("longest_outage_seconds", "The longest time without an answer.",
           target.longest);
}

void add_system_times(metrics& to, const tcp_facts& kernel) {
  if (kernel.smoothed_round_trip == nanoseconds(0)) return;
  to.gauge("system_round_trip_smoothed_seconds",
           "The system's own smoothed round-trip time of the connection.",
           kernel.smoothed_round_trip);
  to.gauge("system_round_trip_min_seconds",
           "The system's own smallest round-trip time of the connection.",
           kernel.min_round_trip);
}

void add_verdict(metrics& to, const verdict& judged) {
  to.gauge("success", "Whether every ping was answered: 1, or 0.",
           std::uint64_t{judged.code == exit_code::all_answered ? 1U : 0U});
  to.gauge("exit_code", "The exit code of TMSS10Ping.",
           static_cast<std::uint64_t>(judged.code));
}

/// The whole file. Without a verdict the run goes on.
std::string text_with(const verdict* judged, const run_outcome& outcome,
                      std::chrono::system_clock::time_point now) {
  const auto& figures = outcome.figures;
  metrics out(outcome);
  if (judged != nullptr) {
    add_verdict(out, *judged);
  } else {
    out.gauge("running", "1 while the run goes on; left out at its end.",
              std::uint64_t{1});
  }
  // Cut as utc_time cuts it: the same moment has the same digits in JSON.
  const auto updated = std::chrono::floor<std::chrono::microseconds>(now);
  out.gauge("updated_timestamp_seconds", "When these figures were written.",
            trimmed(seconds_of(updated.time_since_epoch()), 6));
  add_counts(out, figures.totals);
  add_times(out, figures.totals.round_trips);
  add_outages(out, figures.target);
  add_system_times(out, figures.kernel);
  return out.text();
}

}  // namespace

std::string prometheus_text(const run_outcome& outcome,
                            std::chrono::system_clock::time_point now) {
  return text_with(&outcome.judged, outcome, now);
}

std::string prometheus_text_so_far(const run_outcome& so_far,
                                   std::chrono::system_clock::time_point now) {
  return text_with(nullptr, so_far, now);
}

}  // namespace tmss10

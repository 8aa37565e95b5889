// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_prometheus.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Whether what follows a backslash makes it look like a byte that was made printable.
bool looks_escaped(std::string_view rest) {
  constexpr std::size_t digits = 2;
  return rest.size() > digits && rest.front() == 'x' && hex_digit_value(rest[1]) >= 0 &&
         hex_digit_value(rest[2]) >= 0;
}

/// Printable, and another text for each value.
std::string label_value_text(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    out += value[i];
    if (value[i] == '\\' && looks_escaped(value.substr(i + 1))) out += "x5c";
  }
  return printable(out);
}

std::vector<metric_label> labels_of_run(const run_outcome& outcome) {
  std::vector<metric_label> out{{"target", label_value_text(outcome.host)}};
  if (outcome.port != 0) out.push_back({"port", std::to_string(outcome.port)});
  for (const auto& [name, value] : outcome.labels)
    out.push_back({name, label_value_text(value)});
  return out;
}

}  // namespace

/// What is added for one target.
class prometheus_figures::target_figures {
 public:
  target_figures(exposition& to, exposition::label_set labels)
      : to_(to), labels_(labels) {}

  /// All of them. Without a verdict the run goes on.
  void add(const verdict* judged, const run_figures& figures,
           std::chrono::system_clock::time_point now);

 private:
  void gauge(std::string_view name, std::string_view help, metric_value value) {
    to_.add({name, help, metric_type::gauge}, labels_, value);
  }
  void add_verdict(const verdict& judged);
  void add_counts(const statistics& totals);
  void add_quantiles(const round_trip_times& times);
  void add_times(const round_trip_times& times);
  void add_outages(const availability& target);
  void add_system_times(const tcp_facts& kernel);

  exposition& to_;
  exposition::label_set labels_;
};

void prometheus_figures::target_figures::add_quantiles(const round_trip_times& times) {
  summary_value out;
  for (const int percent : {50, 90, 95, 99})
    out.quantiles.push_back({percent / 100.0, times.percentile(percent)});
  const double sum = seconds_of(times.avg()) * static_cast<double>(times.count());
  out.sum = metric_value::rounded(sum, 9);
  out.count = times.count();
  to_.add_summary({"tmss10ping_round_trip_seconds", "Round-trip times of answered pings.",
                   metric_type::summary},
                  labels_, out);
}

void prometheus_figures::target_figures::add_counts(const statistics& totals) {
  gauge("tmss10ping_pings_transmitted", "Pings that were sent.", totals.transmitted);
  gauge("tmss10ping_pings_received", "Pings that were answered in time and right.",
        totals.received);
  gauge("tmss10ping_pings_lost",
        "Pings that were not answered in time, or answered wrong.", totals.lost);
  gauge("tmss10ping_pings_unsent", "Pings that were due and could not be sent.",
        totals.unsent);
  gauge("tmss10ping_pings_late", "Lost pings that were answered after their time-out.",
        totals.late);
  gauge("tmss10ping_pings_held_up",
        "Pings that this machine held up: not sent, and not lost.", totals.held_up);
  gauge("tmss10ping_pings_noticed_late",
        "Received pings whose answers this machine noticed late; their times do not "
        "count.",
        totals.noticed_late);
  if (totals.decided() > 0) {
    gauge("tmss10ping_loss_ratio", "Lost and unsent pings of the decided ones, 0 to 1.",
          metric_value::rounded(totals.loss_percent() / 100, 9));
  }
  gauge("tmss10ping_connection_attempts",
        "Connections that were begun, however they ended.", totals.attempts);
  gauge("tmss10ping_reconnections", "Connections that were made in place of a lost one.",
        totals.reconnections);
  gauge("tmss10ping_sent_bytes", "Bytes of pings on the wire, without handshakes.",
        totals.bytes_sent);
  gauge("tmss10ping_received_bytes", "Bytes of answers on the wire, without handshakes.",
        totals.bytes_received);
  gauge("tmss10ping_retransmitted_pings",
        "Pings during which TCP sent something again (Linux).",
        totals.retransmitted_pings);
  gauge("tmss10ping_retransmitted_segments", "Segments that TCP sent again (Linux).",
        totals.retransmitted_segments);
}

void prometheus_figures::target_figures::add_times(const round_trip_times& times) {
  if (times.count() == 0) return;
  add_quantiles(times);
  gauge("tmss10ping_round_trip_min_seconds", "The shortest round-trip time.",
        times.min());
  gauge("tmss10ping_round_trip_max_seconds", "The longest round-trip time.", times.max());
  gauge("tmss10ping_round_trip_mdev_seconds",
        "The standard deviation of round-trip times.", times.mdev());
  gauge("tmss10ping_round_trip_first_seconds", "The first round-trip time.",
        times.first());
  gauge("tmss10ping_round_trip_jitter_seconds",
        "The interarrival jitter of RFC 3550 of round-trip times.", times.jitter());
}

void prometheus_figures::target_figures::add_outages(const availability& target) {
  gauge("tmss10ping_outages", "Times without an answer.", target.outage_count);
  gauge("tmss10ping_down_seconds", "The length of all outages together.", target.down);
  gauge("tmss10ping_up_seconds", "The rest of the time since the first ping was due.",
        target.up);
  gauge("tmss10ping_longest_outage_seconds", "The longest time without an answer.",
        target.longest);
}

void prometheus_figures::target_figures::add_system_times(const tcp_facts& kernel) {
  if (kernel.smoothed_round_trip == nanoseconds(0)) return;
  gauge("tmss10ping_system_round_trip_smoothed_seconds",
        "The system's own smoothed round-trip time of the connection.",
        kernel.smoothed_round_trip);
  gauge("tmss10ping_system_round_trip_min_seconds",
        "The system's own smallest round-trip time of the connection.",
        kernel.min_round_trip);
}

void prometheus_figures::target_figures::add_verdict(const verdict& judged) {
  gauge("tmss10ping_success", "Whether every ping was answered: 1, or 0.",
        judged.code == exit_code::all_answered);
  gauge("tmss10ping_exit_code", "The exit code of TMSS10Ping.",
        static_cast<std::uint64_t>(judged.code));
}

void prometheus_figures::target_figures::add(const verdict* judged,
                                             const run_figures& figures,
                                             std::chrono::system_clock::time_point now) {
  if (judged != nullptr) {
    add_verdict(*judged);
  } else {
    gauge("tmss10ping_running", "1 while the run goes on; left out at its end.", true);
  }
  // Cut as utc_time cuts it: the same moment has the same digits in JSON.
  const auto updated = std::chrono::floor<std::chrono::microseconds>(now);
  gauge("tmss10ping_updated_timestamp_seconds", "When these figures were written.",
        metric_value::rounded(seconds_of(updated.time_since_epoch()), 6));
  add_counts(figures.totals);
  add_times(figures.totals.round_trips);
  add_outages(figures.target);
  add_system_times(figures.kernel);
}

void prometheus_figures::add(const verdict* judged, const run_outcome& outcome,
                             std::chrono::system_clock::time_point now) {
  const auto labels = figures_.labels(labels_of_run(outcome));
  if (!added_.insert(labels).second) return;
  target_figures(figures_, labels).add(judged, outcome.figures, now);
}

void prometheus_figures::add(const run_outcome& outcome,
                             std::chrono::system_clock::time_point now) {
  add(&outcome.judged, outcome, now);
}

void prometheus_figures::add_so_far(const run_outcome& so_far,
                                    std::chrono::system_clock::time_point now) {
  add(nullptr, so_far, now);
}

std::string prometheus_figures::text() const {
  return figures_.text(metric_format::prometheus_text);
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

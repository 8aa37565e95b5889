// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/occurrence.hpp>
#include <tmss10/core/run/ping_points.hpp>
#include <tmss10/core/run/round_trip_sample.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/run/tried_way.hpp>
#include <tmss10/core/verdict/family_note.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/core/verdict/service_note.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

class recent_events;
struct event_line;

/// An address that was tried, and what became of it.
struct tried_address {
  /// The latest attempt.
  event::attempt last;
  std::uint64_t times = 0;
  std::uint64_t connected = 0;
  /// Of the pings over connections to it, those that were answered in time, and lost.
  /// Pings that are connections are not among them.
  std::uint64_t answered = 0;
  std::uint64_t lost = 0;
};

/// The stages that an attempt at a connection got through.
struct connection_stages {
  std::optional<event::connecting> begun = {};
  /// The last look-up, which may have been for an earlier attempt; none if it failed.
  std::optional<event::resolved> resolved = {};
  std::optional<event::connected> connected = {};
  std::optional<event::proxy_connected> proxy_connected = {};
  std::optional<event::tunnelled> tunnelled = {};
  std::optional<event::greeted> greeted = {};
  std::optional<event::established> established = {};
  /// Why it got no further; none as long as it goes on.
  std::optional<failure> why = {};
};

/// What a report that is written at the end of a run says of it, in bounded memory. It
/// reads no clock. The run's figures come with its outcome.
class run_record {
 public:
  static constexpr std::size_t most_addresses = 32;

  run_record();
  ~run_record();
  run_record(const run_record&) = delete;
  run_record& operator=(const run_record&) = delete;
  run_record(run_record&&) = delete;
  run_record& operator=(run_record&&) = delete;

  void begin(const run_description& run, std::chrono::system_clock::time_point now);
  void on(const occurrence& happened);

  [[nodiscard]] const run_description& run() const { return run_; }
  [[nodiscard]] std::chrono::system_clock::time_point began() const { return began_; }
  /// Whether the run was given that option.
  [[nodiscard]] bool has_option(std::string_view long_name) const;
  /// Whether it was to ping; otherwise it was to look at the way only.
  [[nodiscard]] bool has_pings() const;

  /// The latest attempt at a connection.
  [[nodiscard]] const connection_stages& latest() const { return latest_; }
  /// In the order in which they were tried first.
  [[nodiscard]] const std::vector<tried_address>& addresses() const { return addresses_; }
  /// The ways that an examination has tried by themselves.
  [[nodiscard]] const std::vector<tried_way>& ways() const { return ways_; }
  /// Those that are not kept, because too many are already: attempts at them.
  [[nodiscard]] std::uint64_t more_attempts() const { return more_attempts_; }

  /// What was looked for; null if it was not, or was not found.
  [[nodiscard]] const path* way() const { return way_.get(); }
  [[nodiscard]] const packet_sizes* sizes() const { return sizes_.get(); }
  [[nodiscard]] const idle_range* idle() const { return idle_.get(); }
  [[nodiscard]] const observation* observed() const { return observed_.get(); }

  [[nodiscard]] const ping_points& pings() const { return pings_; }
  /// Of the round-trip times that are in the figures.
  [[nodiscard]] const round_trip_sample& sample() const { return sample_; }
  /// What a person should know besides, a sentence or two each. The last full stop may be
  /// missing.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  /// The last events, a line or several each.
  [[nodiscard]] std::vector<event_line> events() const;
  /// How many came before these.
  [[nodiscard]] std::uint64_t earlier_events() const;

 private:
  struct take;

  void note(const occurrence& happened);

  run_description run_;
  std::chrono::system_clock::time_point began_;
  connection_stages latest_;
  std::vector<tried_address> addresses_;
  std::optional<std::size_t> used_;  // of these, where the latest connection was made to
  std::vector<tried_way> ways_;
  std::uint64_t more_attempts_ = 0;
  std::shared_ptr<const path> way_;
  std::shared_ptr<const packet_sizes> sizes_;
  std::shared_ptr<const idle_range> idle_;
  std::shared_ptr<const observation> observed_;
  ping_points pings_;
  round_trip_sample sample_;
  family_note family_note_;
  service_note service_note_;
  std::vector<std::string> notes_;
  std::unique_ptr<recent_events> events_;
};

/// What a report is made of when the run has ended. All of it must outlive the report's
/// making.
struct finished_run {
  const run_record& record;
  const run_outcome& outcome;
  std::chrono::system_clock::time_point written;
  /// Whether names and addresses are stand-ins (see redaction).
  bool is_redacted = false;
};

}  // namespace tmss10

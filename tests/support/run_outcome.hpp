// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10::test {

/// When the events of these tests happen: 2026-11-21T08:05:09.042900Z.
inline const std::chrono::system_clock::time_point report_time{
    std::chrono::seconds(1'795'248'309) + std::chrono::microseconds(42'900)};

/// The id of the run in these tests.
inline const std::string run_id = "3f9a0c5e7d21b864";

/// A run to 192.0.2.7 port 5000 with these round-trip times and so many losses.
inline run_outcome outcome_of(const std::vector<std::chrono::nanoseconds>& times,
                              std::uint64_t lost = 0) {
  run_outcome out;
  out.host = "192.0.2.7";
  out.port = 5000;
  out.judged.code = lost == 0 ? exit_code::all_answered : exit_code::not_all_answered;
  auto& totals = out.figures.totals;
  totals.transmitted = times.size() + lost;
  totals.received = times.size();
  totals.lost = lost;
  for (const auto time : times)
    totals.round_trips.add(time);
  return out;
}

/// The vendor's example: four answers in 0.31, 0.29, 0.30 and 0.30 ms.
inline run_outcome four_answers() {
  using std::chrono::microseconds;
  return outcome_of(
      {microseconds(310), microseconds(290), microseconds(300), microseconds(300)});
}

/// Down for 3 s of 10, ended 5 s before report_time, and for the last second.
inline availability two_outages() {
  using std::chrono::seconds;
  availability out;
  out.outages = {{report_time - seconds(8), report_time - seconds(5), seconds(3),
                  std::make_error_code(std::errc::connection_refused)},
                 {report_time - seconds(1),
                  {},
                  seconds(1),
                  std::make_error_code(std::errc::timed_out)}};
  out.outage_count = 2;
  out.longest = seconds(3);
  out.down = seconds(4);
  out.up = seconds(6);
  return out;
}

/// 192.0.2.7 refuses the connection.
inline failure refused() {
  failure out;
  out.where = stage::connect;
  out.error = std::make_error_code(std::errc::connection_refused);
  out.host = "192.0.2.7";
  out.port = 5000;
  out.address = "192.0.2.7";
  out.waited = std::chrono::microseconds(310);
  return out;
}

/// A run that ended with that failure before it sent anything.
inline run_outcome failed_outcome(const failure& why) {
  run_outcome out = outcome_of({});
  out.why = why;
  out.judged.code = diagnose(why).code;
  return out;
}

}  // namespace tmss10::test

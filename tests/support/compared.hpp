// SPDX-License-Identifier: MIT
#pragma once

#include "run_outcome.hpp"
#include <tmss10/core/run/run_facts.hpp>

#include <chrono>
#include <cstddef>
#include <utility>

namespace tmss10::test {

/// That many times, each a microsecond longer than the one before it.
inline known_times times_around(std::chrono::nanoseconds median, std::size_t count = 20) {
  known_times out;
  out.median = median;
  out.p95 = median + std::chrono::microseconds(count / 2);
  for (std::size_t i = 0; i < count; ++i)
    out.sample.push_back(median + std::chrono::microseconds(i) -
                         std::chrono::microseconds(count / 2));
  return out;
}

/// A run in which all went well: 2026-11-21 09:05 where it ran.
inline run_facts good_facts() {
  using namespace std::chrono_literals;
  run_facts out;
  out.id = run_id;
  out.began = report_time;
  out.utc_offset = 1h;
  out.host = "server.example";
  out.port = 5000;
  out.has_result = true;
  out.looked_up = "server.example";
  out.addresses = {"192.0.2.7", "2001:db8::7"};
  out.tried = {{"192.0.2.7", false, true}};
  out.missed = {0, 20};
  out.times = times_around(8'100us);
  return out;
}

}  // namespace tmss10::test

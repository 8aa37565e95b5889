// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// The longest time that a probe may take, whatever its request says. An HTTP server
/// waits 2 minutes for an answer (http_limits); Prometheus' usual limit is 10 s.
constexpr std::chrono::nanoseconds longest_probe = std::chrono::seconds(110);

/// How long a probe may take whose request has this X-Prometheus-Scrape-Timeout-Seconds
/// field: the time that Prometheus waits, less half a second in which the answer gets
/// there; of a second or less, half of it. longest_probe without such a field, and where
/// it is no number above zero, as blackbox_exporter has it.
[[nodiscard]] std::chrono::nanoseconds probe_limit(
    const std::optional<std::string>& field);

}  // namespace tmss10

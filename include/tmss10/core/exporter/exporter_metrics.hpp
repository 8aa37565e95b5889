// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/exporter_counters.hpp>
#include <tmss10/core/metrics/metric_format.hpp>
#include <tmss10/core/metrics/process_facts.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// What an exporter tells Prometheus of itself, each as tmss10_exporter_NAME, and of its
/// process (add_process_metrics): a whole document.
[[nodiscard]] std::string exporter_metrics(const exporter_counters& counters,
                                           const process_facts& process,
                                           std::string_view version,
                                           metric_format format);

}  // namespace tmss10

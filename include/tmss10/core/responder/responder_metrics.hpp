// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/metric_format.hpp>
#include <tmss10/core/metrics/process_facts.hpp>
#include <tmss10/core/responder/responder_counters.hpp>

#include <string>

namespace tmss10 {

/// A responder's counters for Prometheus, each as tmss10responder_NAME, and what is known
/// of its process (add_process_metrics): a whole document.
[[nodiscard]] std::string responder_metrics(const responder_counters& counters,
                                            const process_facts& process,
                                            metric_format format);

}  // namespace tmss10

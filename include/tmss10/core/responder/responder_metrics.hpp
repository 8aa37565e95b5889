// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/metric_format.hpp>
#include <tmss10/core/responder/responder_counters.hpp>

#include <string>

namespace tmss10 {

/// A responder's counters for Prometheus, each as tmss10responder_NAME: a whole document.
[[nodiscard]] std::string responder_metrics(const responder_counters& counters,
                                            metric_format format);

}  // namespace tmss10

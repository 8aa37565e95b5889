// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/options/ping_options.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// What tells the figures of a run from those of others with the same target and port:
/// always mode, proxy, family and source, then the user's own. `proxy` is "host:port", or
/// empty. An empty value is to Prometheus as if there were no such label.
[[nodiscard]] std::vector<metric_label> metric_labels_of(const ping_options& options,
                                                         const std::string& proxy);

}  // namespace tmss10

// SPDX-License-Identifier: MIT
// In place of metrics_endpoint.cpp where there is no prometheus-cpp.
#include "metrics_endpoint.hpp"

#include <stdexcept>

namespace tmss10 {

class metrics_endpoint::parts {};

metrics_endpoint::metrics_endpoint(const std::string& /*address*/,
                                   std::function<responder_counters()> /*counters*/) {
  throw std::runtime_error(
      "--metrics: this program was built without prometheus-cpp (TMSS10_METRICS)");
}

metrics_endpoint::~metrics_endpoint() = default;

std::string metrics_endpoint::url() const {
  return {};
}

}  // namespace tmss10

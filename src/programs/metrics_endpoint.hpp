// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/responder_counters.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace tmss10 {

/// Serves a responder's counters to Prometheus, at http://ADDRESS:PORT/metrics. It has a
/// thread of its own.
class metrics_endpoint {
 public:
  /// Listens at ADDRESS:PORT or [ADDRESS]:PORT. `counters` is called on another thread.
  /// Throws std::runtime_error naming the address when it can't listen there.
  metrics_endpoint(const std::string& address,
                   std::function<responder_counters()> counters);
  ~metrics_endpoint();
  metrics_endpoint(const metrics_endpoint&) = delete;
  metrics_endpoint& operator=(const metrics_endpoint&) = delete;
  metrics_endpoint(metrics_endpoint&&) = delete;
  metrics_endpoint& operator=(metrics_endpoint&&) = delete;

  /// Where it is: "http://127.0.0.1:9100/metrics".
  [[nodiscard]] std::string url() const;

  /// How many descriptors one uses at most.
  [[nodiscard]] static std::size_t most_descriptors();

 private:
  class parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace tmss10

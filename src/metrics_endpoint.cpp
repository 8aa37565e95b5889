// SPDX-License-Identifier: MIT
#include "metrics_endpoint.hpp"

#include <exception>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

/// One thread answers Prometheus; a second one, somebody who looks by hand meanwhile.
constexpr std::size_t endpoint_threads = 2;

MetricFamily family(const char* name, const char* help, MetricType type,
                    std::uint64_t value) {
  prometheus::ClientMetric metric;
  if (type == MetricType::Counter) {
    metric.counter.value = static_cast<double>(value);
  } else {
    metric.gauge.value = static_cast<double>(value);
  }
  return {std::string("tmss10responder_") + name, help, type, {metric}};
}

MetricFamily counter(const char* name, const char* help, std::uint64_t value) {
  return family(name, help, MetricType::Counter, value);
}

MetricFamily gauge(const char* name, const char* help, std::uint64_t value) {
  return family(name, help, MetricType::Gauge, value);
}

class collector final : public prometheus::Collectable {
 public:
  explicit collector(std::function<responder_counters()> counters)
      : counters_(std::move(counters)) {}

  [[nodiscard]] std::vector<MetricFamily> Collect() const override {
    const auto now = counters_();
    return {
        gauge("connections", "Connections now.", now.connections_now),
        gauge("unfinished_connections", "Those of them that have not proved to be real.",
              now.unfinished_now),
        counter("accepted_total", "Connections that were let in.", now.accepted),
        counter("turned_away_total",
                "Connections over a limit, which got a busy greeting.", now.turned_away),
        counter("gave_way_total",
                "Unfinished connections that ended so that another had room.",
                now.gave_way),
        counter("accept_failures_total", "Times that the system gave no connection.",
                now.accept_failures),
        counter("handshakes_failed_total", "Connections that ended before a session.",
                now.handshakes_failed),
        counter("sessions_total", "Connections that proved to be real.", now.sessions),
        counter("requests_total", "Requests that were answered.", now.requests),
        counter("refusals_total", "Those of them that were refused.", now.refusals),
        counter("delays_total", "Times that a connection was as fast as it may be.",
                now.delays),
    };
  }

 private:
  std::function<responder_counters()> counters_;
};

}  // namespace

class metrics_endpoint::parts {
 public:
  parts(const std::string& address, std::function<responder_counters()> counters)
      : host_(address.substr(0, address.rfind(':'))),
        collector_(std::make_shared<collector>(std::move(counters))),
        exposer_(address, endpoint_threads) {
    exposer_.RegisterCollectable(collector_);
  }

  [[nodiscard]] std::string url() const {
    const auto port = std::to_string(exposer_.GetListeningPorts().front());
    return "http://" + host_ + ":" + port + "/metrics";
  }

 private:
  std::string host_;
  std::shared_ptr<collector> collector_;
  prometheus::Exposer exposer_;
};

metrics_endpoint::metrics_endpoint(const std::string& address,
                                   std::function<responder_counters()> counters) try
    : parts_(std::make_unique<parts>(address, std::move(counters))) {
} catch (const std::exception& error) {
  throw std::runtime_error("--metrics: can't listen on " + address + ": " + error.what());
}

metrics_endpoint::~metrics_endpoint() = default;

std::string metrics_endpoint::url() const {
  return parts_->url();
}

}  // namespace tmss10
